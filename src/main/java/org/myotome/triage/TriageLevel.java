package org.myotome.triage;

import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.Coding;
import org.myotome.guide.Guide;

/**
 * One concept of CodeSystem {@code triage-level}.
 *
 * @param urgency the higher, the more urgent
 */
record TriageLevel(String code, String display, int urgency) {

    static final String SYSTEM = Guide.BASE + "/CodeSystem/triage-level";

    static TriageLevel of(ConceptDefinitionComponent concept) {
        return concept.getProperty().stream()
                .filter(property -> property.getCode().equals("urgency"))
                .map(property -> new TriageLevel(
                        concept.getCode(),
                        concept.getDisplay(),
                        property.getValueIntegerType().getValue()))
                .findFirst()
                .orElseThrow(() -> Triage.refuse(concept.getCode(), "urgency is missing"));
    }

    Coding coding() {
        return new Coding(SYSTEM, code, display);
    }
}
