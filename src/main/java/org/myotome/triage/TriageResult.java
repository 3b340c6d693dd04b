package org.myotome.triage;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;

/**
 * What the rules make of a response.
 *
 * @param level the most urgent level of the rules that fired; empty if none did
 * @param fired the rules and remarks, the most urgent first
 * @param unanswered the questions of the rules that are open
 * @param missing those of them whose answer could raise the level: as long as there is one, the level is no answer
 */
record TriageResult(
        Optional<TriageLevel> level,
        List<FiredRule> fired,
        List<QuestionnaireItemComponent> unanswered,
        List<QuestionnaireItemComponent> missing) {}
