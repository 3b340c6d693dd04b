package org.myotome.validation.acceptor;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.hl7.fhir.common.hapi.validation.validator.WorkerContextValidationSupportAdapter;
import org.hl7.fhir.r5.model.Coding;
import org.hl7.fhir.r5.model.OperationOutcome;
import org.hl7.fhir.r5.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.terminologies.utilities.ValidationResult;
import org.hl7.fhir.utilities.FhirPublication;
import org.hl7.fhir.utilities.validation.ValidationMessage.IssueSeverity;
import org.hl7.fhir.utilities.validation.ValidationOptions;
import org.jspecify.annotations.Nullable;

/**
 * Asks the terminology that the validator asks, the same way, and remembers the answers: what a code is does not change while
 * the server runs. What is remembered is bounded, and holds codes and their displays only.
 */
final class Codes {

    private static final int MOST_ANSWERS = 50_000;
    private static final int MOST_SYSTEMS = 5_000;
    private static final int LONGEST_TEXT = 200;

    private final WorkerContextValidationSupportAdapter worker;
    private final ValidationOptions options = new ValidationOptions(FhirPublication.R4);
    private final Map<Question, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, Boolean> goodSystems = new ConcurrentHashMap<>();

    Codes(Definitions definitions) {
        this.worker = definitions.worker();
    }

    /** Whether the value set is there to be asked. */
    boolean isKnown(String valueSet) {
        return valueSet(valueSet) != null;
    }

    /**
     * Whether the validator has nothing to say of a coding in a value set, or without one in its code system.
     *
     * @throws Uncertain for a coding without a system and a code, or with a version
     */
    boolean isClean(Item coding, @Nullable String valueSet) {
        return ask(coding, valueSet).clean();
    }

    /** Whether the coding is in the value set, whatever else there is to say of it. */
    boolean isMember(Item coding, @Nullable String valueSet) {
        return ask(coding, valueSet).member();
    }

    /** Whether all there is to say is that a code, good in itself, is not in the value set. */
    boolean isMerelyOutside(Item coding, String valueSet) {
        return ask(coding, valueSet).merelyOutside();
    }

    private Answer ask(Item coding, @Nullable String valueSet) {
        String system = coding.text("system");
        String code = coding.text("code");
        if (system == null || code == null || coding.child("version") != null) {
            throw new Uncertain("coding without system and code, or with a version");
        }
        String display = coding.type().equals("Coding") ? coding.text("display") : null;
        return answer(
                new Question(valueSet, system, code, display),
                (question, set) -> worker.validateCode(options, new Coding(system, code, display), set));
    }

    /** Whether the validator has nothing to say of a bare code in a value set. */
    boolean isClean(String code, String valueSet) {
        return answer(
                        new Question(valueSet, null, code, null),
                        (question, set) -> worker.validateCode(options.withGuessSystem(), code, set))
                .clean();
    }

    /** Whether the system is one that the validator can ask about codes, and no value set. */
    boolean isGoodSystem(String system) {
        Boolean known = goodSystems.get(system);
        if (known == null) {
            known = Primitives.isAbsolute(system)
                    && worker.getTxSupportInfo(system, null).isSupported()
                    && valueSet(system) == null;
            if (goodSystems.size() < MOST_SYSTEMS && system.length() < LONGEST_TEXT) {
                goodSystems.put(system, known);
            }
        }
        return known;
    }

    private Answer answer(Question question, BiFunction<Question, @Nullable ValueSet, ValidationResult> ask) {
        Answer known = answers.get(question);
        if (known != null) {
            return known;
        }
        ValueSet set = question.valueSet() == null ? null : valueSet(question.valueSet());
        Answer answer = question.valueSet() != null && set == null ? Answer.NONE : Answer.of(ask.apply(question, set));
        if (question.isShort()) {
            if (answers.size() >= MOST_ANSWERS) {
                answers.clear();
            }
            answers.put(question, answer);
        }
        return answer;
    }

    private @Nullable ValueSet valueSet(String url) {
        return worker.fetchResource(ValueSet.class, url);
    }

    private record Question(
            @Nullable String valueSet,
            @Nullable String system,
            String code,
            @Nullable String display) {

        /** Whether many of its kind may be remembered: what a sender writes can be as long as a body. */
        boolean isShort() {
            return isShort(system) && isShort(code) && isShort(display);
        }

        private static boolean isShort(@Nullable String text) {
            return text == null || text.length() < LONGEST_TEXT;
        }
    }

    /**
     * @param member whether the code is there
     * @param clean whether there is also nothing to say but information, which the gate drops
     * @param merelyOutside whether it is not there, and nothing else is wrong with it
     */
    private record Answer(boolean member, boolean clean, boolean merelyOutside) {

        private static final Answer NONE = new Answer(false, false, false);
        private static final String KINDS = "http://hl7.org/fhir/tools/CodeSystem/tx-issue-type";

        static Answer of(@Nullable ValidationResult result) {
            if (result == null) {
                return NONE;
            }
            boolean clean = result.isOk()
                    && (result.getSeverity() == null || result.getSeverity() == IssueSeverity.INFORMATION)
                    && result.getIssues().stream().allMatch(Answer::isInformation);
            boolean outside = !result.isOk()
                    && result.getErrorClass() == null
                    && result.getIssues().stream().allMatch(issue -> isInformation(issue) || isOutside(issue));
            return new Answer(result.isOk(), clean, outside);
        }

        private static boolean isInformation(OperationOutcomeIssueComponent issue) {
            return issue.getSeverity() == OperationOutcome.IssueSeverity.INFORMATION;
        }

        private static boolean isOutside(OperationOutcomeIssueComponent issue) {
            return issue.getDetails().hasCoding(KINDS, "not-in-vs")
                    || issue.getDetails().hasCoding(KINDS, "this-code-not-in-vs");
        }
    }
}
