package org.myotome.triage;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r4.fhirpath.ExpressionNode;
import org.hl7.fhir.r4.fhirpath.FHIRPathEngine;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.Type;
import org.myotome.guide.FhirPathEngines;
import org.myotome.guide.Guide;
import org.myotome.guide.GuideException;
import org.myotome.guide.Questions;

/** Applies the rules to the answers. Immutable; safe for threads. */
final class Triage {

    static final String QUESTIONNAIRE = Guide.BASE + "/Questionnaire/weakness-triage";

    static final String RULES = Guide.BASE + "/CodeSystem/triage-rule";

    private final FHIRPathEngine fhirPath;
    private final List<QuestionnaireItemComponent> questions;
    private final List<Compiled> rules;

    /**
     * @throws GuideException if a rule cannot be read or looks at a question that is not asked
     */
    Triage(FhirContext fhir, Guide guide) {
        fhirPath = FhirPathEngines.withoutDefinitions(fhir);
        questions = new Questions(guide).of(QUESTIONNAIRE).toList();
        var levels = guide.find(CodeSystem.class, TriageLevel.SYSTEM).orElseThrow().getConcept().stream()
                .map(TriageLevel::of)
                .toList();
        rules = guide.find(CodeSystem.class, RULES).orElseThrow().getConcept().stream()
                .map(concept -> compile(TriageRule.of(concept, levels)))
                .sorted(Comparator.comparing(
                        compiled -> compiled.rule()
                                .level()
                                .map(TriageLevel::urgency)
                                .orElse(0),
                        Comparator.reverseOrder()))
                .toList();
    }

    private Compiled compile(TriageRule rule) {
        var unasked = rule.questions().stream()
                .filter(linkId -> questions.stream().noneMatch(question -> linkId.equals(question.getLinkId())))
                .findFirst();
        if (unasked.isPresent() || rule.questions().isEmpty()) {
            throw refuse(rule.code(), "it looks at a question that is not asked: " + unasked.orElse("none is named"));
        }
        try {
            return new Compiled(rule, fhirPath.parse(rule.expression()));
        } catch (FHIRException e) {
            throw new GuideException(
                    "CodeSystem-triage-rule.json", "rule " + rule.code() + " is not FHIRPath: " + e.getMessage(), e);
        }
    }

    static GuideException refuse(String code, String reason) {
        return new GuideException("CodeSystem-triage-rule.json", "rule or level " + code + ": " + reason);
    }

    List<TriageRule> rules() {
        return rules.stream().map(Compiled::rule).toList();
    }

    /** @param response one that conforms to the profile weakness-triage-response */
    TriageResult judge(QuestionnaireResponse response) {
        var fired = rules.stream()
                .map(compiled -> new FiredRule(compiled.rule(), answers(compiled, response)))
                .filter(rule -> !rule.answers().isEmpty())
                .toList();
        var level = fired.stream()
                .flatMap(rule -> rule.rule().level().stream())
                .max(Comparator.comparing(TriageLevel::urgency));
        return new TriageResult(level, fired, open(response, false, level), open(response, true, level));
    }

    /** HAPI's FHIRPath engine is not said to be safe for threads. */
    private List<FiredRule.Answer> answers(Compiled compiled, QuestionnaireResponse response) {
        List<Base> selected;
        synchronized (fhirPath) {
            selected = fhirPath.evaluate(response, compiled.expression());
        }
        return response.getItem().stream()
                .flatMap(item -> item.getAnswer().stream()
                        .filter(answer -> selected.stream().anyMatch(one -> one == answer))
                        .map(answer -> new FiredRule.Answer(item.getLinkId(), answer.getValue())))
                .toList();
    }

    /**
     * The unanswered questions of the rules.
     *
     * @param raising whether only of the rules that would raise the level
     */
    private List<QuestionnaireItemComponent> open(
            QuestionnaireResponse response, boolean raising, Optional<TriageLevel> level) {
        Set<String> asked = rules.stream()
                .map(Compiled::rule)
                .filter(rule -> raising
                        ? rule.isAbove(level.orElse(null))
                        : rule.level().isPresent())
                .flatMap(rule -> rule.questions().stream())
                .collect(Collectors.toSet());
        Set<String> answered = response.getItem().stream()
                .filter(item -> item.getAnswer().stream().anyMatch(answer -> isAnswer(answer.getValue())))
                .map(QuestionnaireResponseItemComponent::getLinkId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return new ArrayList<>(questions)
                .stream()
                        .filter(question -> asked.contains(question.getLinkId()))
                        .filter(question -> !answered.contains(question.getLinkId()))
                        .toList();
    }

    /** A value may be there without content, with no more than an extension that says why. */
    private static boolean isAnswer(Type value) {
        return value instanceof Coding coding ? coding.hasCode() : value != null && value.hasPrimitiveValue();
    }

    private record Compiled(TriageRule rule, ExpressionNode expression) {}
}
