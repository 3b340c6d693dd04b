package org.myotome.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.ElementDefinition.TypeRefComponent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.myotome.guide.Guide;
import org.myotome.guide.ValueSetCodes;

/** Says what a profile allows at an element, in words that a sender can act on. */
final class AllowedValues {

    /** A longer list is named by its ValueSet, which the reader can expand. */
    private static final int LONGEST_LIST = 12;

    private static final int FIRST = 4;

    private final Guide guide;
    private final ValueSetCodes valueSets;

    AllowedValues(Guide guide, ValueSetCodes valueSets) {
        this.guide = guide;
        this.valueSets = valueSets;
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
                        .map(definition -> describe(definition) + codesOfCodings(profile, element, definition)))
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

    private static Stream<ElementDefinition> valuesOf(String extension, StructureDefinition profile) {
        return profile.getSnapshot().getElement().stream()
                .filter(slice ->
                        slice.hasSliceName() && slice.getType().stream().anyMatch(type -> type.hasProfile(extension)))
                .flatMap(slice -> profile.getSnapshot().getElement().stream()
                        .filter(element -> element.getId().equals(slice.getId() + ".value[x]")));
    }

    private static String resourceType(Resource resource, String path) {
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
                        .filter(coding ->
                                !valueSets.of(coding.getBinding().getValueSet()).isEmpty())
                        .map(coding -> ", with a coding that is "
                                + codes(coding.getBinding().getValueSet()))
                        .findFirst()
                        .orElse("")
                : "";
    }

    private Stream<StructureDefinition> profiles(Resource resource, String path) {
        return Stream.of(resource)
                .flatMap(whole -> whole instanceof Bundle bundle ? entry(bundle, path).stream() : Stream.of(whole))
                .flatMap(one -> one.getMeta().getProfile().stream())
                .map(CanonicalType::getValue)
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
        List<String> words = new ArrayList<>();
        if (element.hasMin() && element.hasMax()) {
            words.add("%d..%s".formatted(element.getMin(), element.getMax()));
        }
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
            words.add(codes(element.getBinding().getValueSet()));
        }
        return String.join(", ", words);
    }

    /** A long list is named, with its first codes; where all are of one system, the system is said once. */
    private String codes(String canonical) {
        List<Coding> codes = valueSets.of(canonical);
        if (codes.isEmpty()) {
            return "a code of " + canonical;
        }
        if (codes.size() > LONGEST_LIST) {
            return "a code of %s (%d codes: GET ValueSet/$expand?url=%1$s), such as %s"
                    .formatted(canonical, codes.size(), list(codes.subList(0, FIRST)));
        }
        return "one of " + list(codes);
    }

    private static String list(List<Coding> codes) {
        boolean oneSystem = codes.stream().map(Coding::getSystem).distinct().count() == 1;
        String list = codes.stream()
                .map(code -> (oneSystem ? "" : code.getSystem() + "|")
                        + (code.hasDisplay() ? "%s (%s)".formatted(code.getCode(), code.getDisplay()) : code.getCode()))
                .collect(Collectors.joining(" | "));
        return oneSystem ? list + " of " + codes.get(0).getSystem() : list;
    }
}
