package org.myotome.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.ElementDefinition.TypeRefComponent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.myotome.guide.Guide;
import org.myotome.guide.ValueSetCodes;

/** Says what a profile allows at an element, in words that a sender can act on. */
final class AllowedValues {

    private final Guide guide;
    private final CodeLists codes;
    private final List<String> asked;

    AllowedValues(Guide guide, ValueSetCodes valueSets) {
        this(guide, new CodeLists(valueSets), List.of());
    }

    private AllowedValues(Guide guide, CodeLists codes, List<String> asked) {
        this.guide = guide;
        this.codes = codes;
        this.asked = asked;
    }

    /** The same where the resource is judged by further profiles, which are asked first. */
    AllowedValues with(List<String> profiles) {
        return profiles.isEmpty()
                ? this
                : new AllowedValues(
                        guide,
                        codes,
                        Stream.concat(profiles.stream(), asked.stream()).toList());
    }

    /** The same for somebody who sent these codes. */
    AllowedValues beside(List<String> sent) {
        return sent.isEmpty() ? this : new AllowedValues(guide, codes.beside(sent), asked);
    }

    /**
     * @param path FHIRPath of the element, from the root of what was sent
     * @param id the id of the element with its slices, where the validator names it
     * @param system the code system of the coding at the path, if it is one
     */
    String at(Resource resource, String path, Optional<String> id, Optional<String> system) {
        String element = id.orElseGet(
                () -> path.replaceFirst("^Bundle\\.entry\\[\\d+]\\.resource", resourceType(resource, path)));
        return profiles(resource, path)
                .flatMap(profile -> elements(profile, element)
                        .filter(definition -> id.isPresent() || isSliceOf(profile, definition, system))
                        .map(definition -> describe(definition)
                                + codesOfCodings(profile, element, definition)
                                + codesOfHolder(profile, definition)))
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElse("what FHIR R4 defines for this element");
    }

    /**
     * What the value of an extension may be, by the profile that narrows it or else by its own definition: the path does not tell
     * one extension from another.
     *
     * @param url of the extension; empty if the path is not of the value of one
     */
    Optional<String> inExtension(Resource resource, String path, Optional<String> url) {
        return url.stream()
                .flatMap(extension -> Stream.concat(
                        profiles(resource, path).flatMap(profile -> valuesOf(extension, profile)),
                        guide.find(StructureDefinition.class, extension).stream()
                                .flatMap(definition -> elements(definition, "Extension.value[x]"))))
                .map(this::describe)
                .findFirst();
    }

    /** What the value may be that lacks a part: it is the whole value that the profile constrains. */
    String ofHolder(Resource resource, String path) {
        String element = path.replaceFirst("\\.\\w+$", "")
                .replaceFirst("^Bundle\\.entry\\[\\d+]\\.resource", resourceType(resource, path));
        return profiles(resource, path)
                .flatMap(profile -> elements(profile, element))
                .map(definition -> String.join(", ", values(definition)))
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElse("what FHIR R4 defines for this element");
    }

    private static Stream<ElementDefinition> valuesOf(String extension, StructureDefinition profile) {
        return profile.getSnapshot().getElement().stream()
                .filter(slice ->
                        slice.hasSliceName() && slice.getType().stream().anyMatch(type -> type.hasProfile(extension)))
                .flatMap(slice -> profile.getSnapshot().getElement().stream()
                        .filter(element -> element.getId().equals(slice.getId() + ".value[x]")));
    }

    static String resourceType(Resource resource, String path) {
        return resource instanceof Bundle bundle
                ? entry(bundle, path).map(Resource::fhirType).orElse("Bundle")
                : resource.fhirType();
    }

    /** Whether a slice is for codings of this system; elements without slices are for all. */
    private static boolean isSliceOf(
            StructureDefinition profile, ElementDefinition definition, Optional<String> system) {
        return system.isEmpty()
                || !definition.hasSliceName()
                || profile.getSnapshot().getElement().stream()
                        .filter(element -> element.getId().equals(definition.getId() + ".system"))
                        .flatMap(element -> Stream.of(element.getFixed(), element.getPattern()))
                        .filter(Objects::nonNull)
                        .allMatch(value -> system.get().equals(value.primitiveValue()));
    }

    /** A profile that leaves room for local codes binds the codings of a concept and not the concept. */
    private String codesOfCodings(StructureDefinition profile, String path, ElementDefinition element) {
        boolean concept =
                element.getType().stream().anyMatch(type -> type.getCode().equals("CodeableConcept"));
        return concept && !path.contains(":")
                ? elements(profile, path + ".coding")
                        .filter(ElementDefinition::hasBinding)
                        .filter(coding -> codes.has(coding.getBinding().getValueSet()))
                        .map(coding -> ", with a coding that is "
                                + codes.of(coding.getBinding().getValueSet()))
                        .findFirst()
                        .orElse("")
                : "";
    }

    /** The code of a unit or of a coding is one of those that are allowed for the whole. */
    private String codesOfHolder(StructureDefinition profile, ElementDefinition element) {
        return element.getPath().endsWith(".code") && !element.hasBinding()
                ? profile.getSnapshot().getElement().stream()
                        .filter(holder -> (holder.getId() + ".code").equals(element.getId()))
                        .filter(ElementDefinition::hasBinding)
                        .map(holder -> ", " + codes.of(holder.getBinding().getValueSet()))
                        .findFirst()
                        .orElse("")
                : "";
    }

    private Stream<StructureDefinition> profiles(Resource resource, String path) {
        Stream<String> claimed = Stream.of(resource)
                .flatMap(whole -> whole instanceof Bundle bundle ? entry(bundle, path).stream() : Stream.of(whole))
                .flatMap(one -> one.getMeta().getProfile().stream())
                .map(CanonicalType::getValue);
        return Stream.concat(asked.stream(), claimed)
                .flatMap(canonical -> guide.find(StructureDefinition.class, canonical).stream());
    }

    private static Optional<Resource> entry(Bundle bundle, String path) {
        var index = Pattern.compile("^Bundle\\.entry\\[(\\d+)]").matcher(path);
        return index.find()
                ? Optional.ofNullable(
                        bundle.getEntry().get(Integer.parseInt(index.group(1))).getResource())
                : Optional.empty();
    }

    /** The definitions of the element, the most specific first: the validator's paths name no slice. */
    private static Stream<ElementDefinition> elements(StructureDefinition profile, String path) {
        String plain = path.replaceAll("\\[\\d+]", "").replaceAll("\\.ofType\\([A-Za-z]+\\)", "");
        return profile.getSnapshot().getElement().stream()
                .filter(element -> element.getId().equals(plain)
                        || element.getPath().replace("[x]", "").equals(plain.replace("[x]", "")))
                .sorted((a, b) -> Boolean.compare(b.hasSliceName(), a.hasSliceName()));
    }

    private String describe(ElementDefinition element) {
        List<String> words = values(element);
        if (element.hasMin() && element.hasMax()) {
            words.add(0, "%d..%s".formatted(element.getMin(), element.getMax()));
        }
        return String.join(", ", words);
    }

    private List<String> values(ElementDefinition element) {
        List<String> words = new ArrayList<>();
        if (element.hasType() && element.getType().size() <= 3) {
            words.add(String.join(
                    " or ",
                    element.getType().stream()
                            .map(TypeRefComponent::getWorkingCode)
                            .toList()));
        }
        Stream.of(element.getFixed(), element.getPattern())
                .filter(Objects::nonNull)
                .forEach(value -> words.add("value " + Elements.inShort(value)));
        if (element.hasBinding()) {
            words.add(codes.of(element.getBinding().getValueSet()));
        }
        return words;
    }
}
