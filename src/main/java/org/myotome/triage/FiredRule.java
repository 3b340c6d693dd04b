package org.myotome.triage;

import java.util.List;
import org.hl7.fhir.r4.model.Type;

/** A rule and the answers that fired it. */
record FiredRule(TriageRule rule, List<Answer> answers) {

    /** @param linkId the question */
    record Answer(String linkId, Type value) {}
}
