package org.myotome.terminology;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.ConceptPropertyComponent;
import org.hl7.fhir.r4.model.CodeSystem.PropertyComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.ValueSet.ConceptReferenceComponent;
import org.jspecify.annotations.Nullable;
import org.myotome.guide.Guide;

/**
 * What properties say of a concept. Those that R4 defines for every code system (concept-properties) are known by their
 * name, or by their URI where a code system gives them another name.
 */
final class ConceptFacts {

    private static final String STANDARD = "http://hl7.org/fhir/concept-properties#";

    /**
     * The values of status that mean that a code may not be used any more. Deprecated codes still may (R4, property
     * deprecated: "Concepts that are deprecated but not inactive can still be used").
     */
    private static final Set<String> INACTIVE = Set.of("retired", "inactive", "withdrawn");

    private static final String DEPRECATED_IN_VALUE_SET = "http://hl7.org/fhir/StructureDefinition/valueset-deprecated";
    private static final String STANDARDS_STATUS =
            "http://hl7.org/fhir/StructureDefinition/structuredefinition-standards-status";

    private ConceptFacts() {}

    /** Whether the code may not be used any more. */
    static boolean inactive(CodeSystem system, ConceptDefinitionComponent concept) {
        return values(system, concept, "inactive").anyMatch("true"::equals)
                || status(system, concept).filter(INACTIVE::contains).isPresent();
    }

    /** The value of {@code status}, such as {@code retired}; else what the extension of HL7's own artefacts says. */
    static Optional<String> status(CodeSystem system, ConceptDefinitionComponent concept) {
        return values(system, concept, "status").findFirst().or(() -> standardsStatus(concept));
    }

    /** Whether a status means that the code is not in full use; some code systems have other things under that name. */
    static boolean isDoubtful(String status) {
        return INACTIVE.contains(status) || Set.of("deprecated", "experimental").contains(status);
    }

    /** Whether the code may still be used, but not for long. */
    static boolean deprecated(CodeSystem system, ConceptDefinitionComponent concept) {
        return status(system, concept).filter("deprecated"::equals).isPresent() && !inactive(system, concept);
    }

    /** Whether a value set marks a code that it lists as deprecated there. */
    static boolean deprecatedIn(ConceptReferenceComponent reference) {
        return Optional.ofNullable(reference.getExtensionByUrl(DEPRECATED_IN_VALUE_SET))
                        .filter(mark -> "true".equals(mark.getValueAsPrimitive().getValueAsString()))
                        .isPresent()
                || standardsStatus(reference).filter("deprecated"::equals).isPresent();
    }

    private static Optional<String> standardsStatus(Element element) {
        return Optional.ofNullable(element.getExtensionByUrl(STANDARDS_STATUS))
                .map(status -> status.getValueAsPrimitive().getValueAsString());
    }

    /** Whether the concept only groups others and is not for use itself. */
    static boolean abstractConcept(CodeSystem system, ConceptDefinitionComponent concept) {
        return values(system, concept, "notSelectable").anyMatch("true"::equals);
    }

    /** The values of a property that R4 defines for every code system. */
    static Stream<String> values(CodeSystem system, ConceptDefinitionComponent concept, String standard) {
        var names = new HashSet<String>();
        names.add(standard);
        system.getProperty().stream()
                .filter(property -> (STANDARD + standard).equals(property.getUri()))
                .map(PropertyComponent::getCode)
                .forEach(names::add);
        return concept.getProperty().stream()
                .filter(property -> names.contains(property.getCode()))
                .map(ConceptPropertyComponent::getValue)
                .flatMap(value -> Stream.ofNullable(text(value)));
    }

    private static @Nullable String text(Type value) {
        return value instanceof Coding coding ? coding.getCode() : value.primitiveValue();
    }

    /** The language of the displays: what the code system says; Myotome writes its own in English. */
    static @Nullable String language(CodeSystem system) {
        return system.hasLanguage() || !String.valueOf(system.getUrl()).startsWith(Guide.BASE)
                ? system.getLanguage()
                : "en";
    }
}
