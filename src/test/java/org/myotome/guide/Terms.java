package org.myotome.guide;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.ConceptPropertyComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptReferenceComponent;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;

/** What the files of {@code terminology/} define, read without the guide that a test may want to check. */
final class Terms {

    private static final Map<String, Resource> READ = ArtefactFiles.in(ArtefactFiles.TERMINOLOGY).values().stream()
            .map(file -> (Resource) FhirContext.forR4Cached().newJsonParser().parseResource(file.toString()))
            .collect(Collectors.toMap(file -> file.fhirType() + "/" + file.getIdPart(), file -> file));

    private Terms() {}

    static <T extends Resource> T read(Class<T> type, String id) {
        return type.cast(READ.get(type.getSimpleName() + "/" + id));
    }

    /** The one include of a value set. */
    static ConceptSetComponent include(String valueSet) {
        return read(ValueSet.class, valueSet).getCompose().getIncludeFirstRep();
    }

    /** The codes that a value set writes out. */
    static List<String> listed(String valueSet) {
        return include(valueSet).getConcept().stream()
                .map(ConceptReferenceComponent::getCode)
                .toList();
    }

    static List<String> codes(CodeSystem system) {
        return system.getConcept().stream()
                .map(ConceptDefinitionComponent::getCode)
                .toList();
    }

    static ConceptDefinitionComponent concept(CodeSystem system, String code) {
        return system.getConcept().stream()
                .filter(concept -> concept.getCode().equals(code))
                .findFirst()
                .orElseThrow();
    }

    /** The values of a property; of a Coding, its code. */
    static List<String> values(ConceptDefinitionComponent concept, String property) {
        return concept.getProperty().stream()
                .filter(value -> value.getCode().equals(property))
                .map(ConceptPropertyComponent::getValue)
                .map(Terms::text)
                .toList();
    }

    private static String text(Type value) {
        return value instanceof Coding coding ? coding.getCode() : value.primitiveValue();
    }
}
