package org.myotome.query.stats;

import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.Coding;
import org.myotome.guide.Guide;
import org.myotome.storage.projection.Code;

/** The words for grades. */
final class Gradings {

    private final Guide guide;

    Gradings(Guide guide) {
        this.guide = guide;
    }

    /** With its display. */
    Coding coding(Code grade) {
        return guide.find(CodeSystem.class, grade.system()).stream()
                .flatMap(system -> system.getConcept().stream())
                .filter(concept -> concept.getCode().equals(grade.code()))
                .map(concept -> new Coding(grade.system(), grade.code(), concept.getDisplay()))
                .findFirst()
                .orElseGet(() -> new Coding(grade.system(), grade.code(), null));
    }
}
