package org.myotome.validation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r5.elementmodel.Element;
import org.jspecify.annotations.Nullable;
import org.myotome.guide.Guide;
import org.myotome.guide.ValueSetCodes;
import org.myotome.validation.acceptor.Item;

/**
 * What tells to which profile a resource belongs: the codes in a few of its elements, and the type of its value.
 *
 * @param type the type of the resource
 * @param keys by the name of the element, one of {@link #ELEMENTS}; the canonical of a questionnaire counts as a code
 * @param valueType the FHIR type of {@code value[x]}, if there is a value
 * @param claims the canonicals of the profiles that it claims, as they were sent
 */
record Markers(String type, Map<String, Set<Key>> keys, Optional<String> valueType, List<String> claims) {

    /** In the order in which they decide. */
    static final List<String> ELEMENTS = List.of("code", "value", "questionnaire", "method");

    static Markers of(Resource resource) {
        return new Markers(
                resource.fhirType(),
                byElement(name -> children(resource, name).flatMap(Markers::keys)),
                children(resource, "value").map(Base::fhirType).findFirst(),
                resource.getMeta().getProfile().stream()
                        .filter(CanonicalType::hasValue)
                        .map(CanonicalType::getValue)
                        .toList());
    }

    private static Stream<Base> children(Resource resource, String name) {
        return Stream.of(name, name + "[x]")
                .map(resource::getNamedProperty)
                .filter(Objects::nonNull)
                .limit(1)
                .flatMap(property -> property.getValues().stream());
    }

    private static Stream<Key> keys(Base element) {
        return element instanceof CodeableConcept concept
                ? keys(concept.getCoding())
                : Key.canonical(element.primitiveValue()).stream();
    }

    static Stream<Key> keys(Collection<Coding> codings) {
        return codings.stream().map(coding -> new Key(coding.getSystem(), coding.getCode()));
    }

    /** The codes of one of Myotome's ValueSets, to be asked for membership. */
    static Set<Key> keysOf(ValueSetCodes valueSets, String id) {
        return keys(valueSets.of(Guide.BASE + "/ValueSet/" + id)).collect(Collectors.toSet());
    }

    /** The same of a resource in the form in which the HL7 validator has it. */
    static Markers of(Element resource) {
        return new Markers(
                resource.fhirType(),
                byElement(name -> children(resource, name).flatMap(Markers::keys)),
                children(resource, "value").map(Element::fhirType).findFirst(),
                children(resource, "meta")
                        .flatMap(meta -> meta.getChildrenByName("profile").stream())
                        .map(Element::primitiveValue)
                        .filter(Objects::nonNull)
                        .toList());
    }

    private static Stream<Element> children(Element resource, String name) {
        return Optional.ofNullable(resource.getNamedChild(name, false)).stream();
    }

    private static Stream<Key> keys(Element element) {
        return "CodeableConcept".equals(element.fhirType())
                ? element.getChildrenByName("coding").stream()
                        .map(coding -> new Key(
                                coding.getNamedChildValue("system", false), coding.getNamedChildValue("code", false)))
                : Key.canonical(element.primitiveValue()).stream();
    }

    /** The same of a resource as the acceptor has read it. */
    static Markers of(Item resource) {
        return new Markers(
                resource.type(),
                byElement(name -> resource.children(name).flatMap(Markers::keys)),
                resource.children("value").map(Item::type).findFirst(),
                resource.children("meta")
                        .flatMap(meta -> meta.children("profile"))
                        .map(Item::value)
                        .filter(Objects::nonNull)
                        .toList());
    }

    private static Stream<Key> keys(Item element) {
        return element.type().equals("CodeableConcept")
                ? element.children("coding").map(coding -> new Key(coding.text("system"), coding.text("code")))
                : Key.canonical(element.value()).stream();
    }

    private static Map<String, Set<Key>> byElement(Function<String, Stream<Key>> keys) {
        return ELEMENTS.stream()
                .collect(Collectors.toMap(
                        Function.identity(), name -> keys.apply(name).collect(Collectors.toSet())));
    }

    /** A code in its system; either may be missing in what a sender sends. */
    record Key(@Nullable String system, @Nullable String code) {

        static Optional<Key> canonical(@Nullable String url) {
            return Optional.ofNullable(url).map(canonical -> new Key(canonical.replaceFirst("\\|.*", ""), null));
        }

        /** A code of Myotome, or of LOINC, says in full what was observed; codes of other systems stand in many contexts. */
        boolean tells() {
            return system != null && (system.startsWith(Guide.BASE) || system.equals("http://loinc.org"));
        }
    }
}
