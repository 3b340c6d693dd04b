package org.myotome.triage;

import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.StringType;
import org.myotome.guide.Guide;
import org.myotome.guide.Questions;

/** Says what the rules made of a response, or which questions are missing for an answer. */
final class TriageAnswer {

    private static final String VALIDATION_RULES = Guide.BASE + "/CodeSystem/validation-rule";
    private static final String INCOMPLETE = "triage-incomplete";

    private final Questions questions;
    private final String disclaimer;
    private final ConceptDefinitionComponent incomplete;

    TriageAnswer(Guide guide) {
        questions = new Questions(guide);
        disclaimer = guide.find(Questionnaire.class, Triage.QUESTIONNAIRE).orElseThrow().getItem().stream()
                .filter(item -> item.getLinkId().equals("disclaimer"))
                .map(QuestionnaireItemComponent::getText)
                .findFirst()
                .orElseThrow(() -> Triage.refuse("disclaimer", "the Questionnaire has no item of this linkId"));
        incomplete = guide.find(CodeSystem.class, VALIDATION_RULES).orElseThrow().getConcept().stream()
                .filter(concept -> concept.getCode().equals(INCOMPLETE))
                .findFirst()
                .orElseThrow(() -> Triage.refuse(INCOMPLETE, "it is not in validation-rule"));
    }

    /** @throws UnprocessableEntityException while a question is open whose answer could raise the level */
    Parameters of(TriageResult result) {
        if (!result.missing().isEmpty() || result.level().isEmpty()) {
            throw new UnprocessableEntityException(incomplete.getDisplay(), missing(result));
        }
        var out = new Parameters();
        out.addParameter().setName("level").setValue(result.level().get().coding());
        result.fired().forEach(fired -> add(out, fired));
        result.unanswered().forEach(question -> add(out, question));
        out.addParameter("disclaimer", disclaimer);
        return out;
    }

    private static void add(Parameters out, FiredRule fired) {
        var rule = fired.rule();
        var part = out.addParameter().setName(rule.level().isPresent() ? "rule" : "remark");
        part.addPart().setName("code").setValue(new CodeType(rule.code()));
        rule.level().ifPresent(level -> part.addPart().setName("level").setValue(new CodeType(level.code())));
        part.addPart().setName("statement").setValue(new StringType(rule.statement()));
        part.addPart().setName("source").setValue(new StringType(rule.source()));
        fired.answers().forEach(answer -> {
            ParametersParameterComponent given = part.addPart().setName("answer");
            given.addPart().setName("linkId").setValue(new StringType(answer.linkId()));
            given.addPart().setName("value").setValue(answer.value());
        });
    }

    private static void add(Parameters out, QuestionnaireItemComponent question) {
        var part = out.addParameter().setName("unanswered");
        part.addPart().setName("linkId").setValue(new StringType(question.getLinkId()));
        part.addPart().setName("text").setValue(new StringType(question.getText()));
    }

    private OperationOutcome missing(TriageResult result) {
        var outcome = new OperationOutcome();
        result.missing().forEach(question -> {
            var issue = outcome.addIssue()
                    .setSeverity(IssueSeverity.ERROR)
                    .setCode(IssueType.REQUIRED)
                    .setDiagnostics("Sent: no answer to \"" + question.getText() + "\"\nAllowed: "
                            + questions.answers(question) + "\nFix: "
                            + incomplete.getPropertyFirstRep().getValue().primitiveValue() + soFar(result));
            issue.getDetails()
                    .setText("The question " + question.getLinkId()
                            + " is open, and its answer could make the matter more urgent.")
                    .addCoding(new Coding(VALIDATION_RULES, INCOMPLETE, null));
            issue.addExpression("QuestionnaireResponse.item.where(linkId = '" + question.getLinkId() + "')");
        });
        if (result.missing().isEmpty()) {
            outcome.addIssue()
                    .setSeverity(IssueSeverity.ERROR)
                    .setCode(IssueType.BUSINESSRULE)
                    .setDiagnostics("No rule of CodeSystem triage-rule is for these answers.");
        }
        return outcome;
    }

    /** Who waits for a complete answer must know that what was said already is enough to see somebody. */
    private static String soFar(TriageResult result) {
        return result.level()
                .map(level -> " At least " + level.code() + " is called for already, by "
                        + result.fired().stream()
                                .filter(fired -> fired.rule().level().isPresent())
                                .map(fired -> fired.rule().code())
                                .collect(Collectors.joining(", "))
                        + ".")
                .orElse("");
    }
}
