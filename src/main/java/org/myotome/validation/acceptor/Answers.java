package org.myotome.validation.acceptor;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.r5.extensions.ExtensionDefinitions;
import org.hl7.fhir.r5.model.Extension;
import org.hl7.fhir.r5.model.Questionnaire;
import org.hl7.fhir.r5.model.Questionnaire.QuestionnaireItemComponent;
import org.jspecify.annotations.Nullable;

/** Answers to plain questionnaires: a flat list of questions that all may be left out, each with codes, a number or a yes. */
final class Answers {

    private final Definitions definitions;
    private final Codes codes;
    private final Map<String, List<Question>> questions = new ConcurrentHashMap<>();

    Answers(Definitions definitions, Codes codes) {
        this.definitions = definitions;
        this.codes = codes;
    }

    /** @throws Uncertain unless the response certainly answers a questionnaire that is known and plain */
    void check(Item response) {
        String canonical = String.valueOf(response.text("questionnaire"));
        List<Question> asked = questions.get(canonical);
        if (asked == null) {
            asked = questions(canonical);
            questions.put(canonical, asked);
        }
        int at = -1;
        for (Item item : response.children("item").toList()) {
            int next = indexOf(asked, item.text("linkId"));
            // The validator wants the order of the questionnaire.
            Uncertain.unless(next > at, "question that is not asked here");
            at = next;
            check(item, asked.get(next));
        }
    }

    private static int indexOf(List<Question> asked, @Nullable String linkId) {
        for (int i = 0; i < asked.size(); i++) {
            if (asked.get(i).linkId().equals(linkId)) {
                return i;
            }
        }
        return -1;
    }

    private void check(Item item, Question question) {
        List<Item> answers = item.children("answer").toList();
        boolean plain = item.children().stream()
                .allMatch(child -> child.name().equals("linkId") || child.name().equals("answer"));
        Uncertain.unless(plain && !answers.isEmpty(), "answer with more to it");
        Uncertain.unless(answers.size() == 1 || question.repeats(), "several answers");
        for (Item answer : answers) {
            Item value = answer.child("value");
            Uncertain.unless(value != null && answer.children().size() == 1, "answer without a value");
            Uncertain.unless(question.takes(value, codes), "answer to another question");
        }
    }

    private List<Question> questions(String canonical) {
        Questionnaire questionnaire = Optional.of(canonical)
                .filter(Primitives::isAbsolute)
                .map(url -> definitions.worker().fetchResource(Questionnaire.class, url))
                .orElseThrow(() -> new Uncertain("questionnaire is not known"));
        Uncertain.unless(!questionnaire.hasEffectivePeriod(), "questionnaire for a time");
        List<Question> found = new ArrayList<>();
        for (QuestionnaireItemComponent item : questionnaire.getItem()) {
            found.add(Question.of(item));
        }
        return found;
    }

    /**
     * @param type the FHIR type of the answer; empty for what takes none
     * @param valueSet of the codes, where it is a choice
     * @param least of a number
     */
    private record Question(
            String linkId,
            String type,
            boolean repeats,
            @Nullable String valueSet,
            @Nullable BigDecimal least) {

        static Question of(QuestionnaireItemComponent item) {
            BigDecimal least = null;
            for (Extension extension : item.getExtension()) {
                Uncertain.unless(
                        ExtensionDefinitions.EXT_MINVALUE.equals(extension.getUrl()), "question that is not plain");
                least = new BigDecimal(extension.getValue().primitiveValue());
            }
            boolean plain = !item.hasItem() && !item.hasEnableWhen() && !item.getRequired() && !item.hasAnswerOption();
            Uncertain.unless(plain, "question that is not plain");
            String type = switch (item.getType()) {
                case BOOLEAN -> "boolean";
                case INTEGER -> "integer";
                case CODING -> "Coding";
                case DISPLAY -> "";
                default -> throw new Uncertain("question that is not plain");
            };
            return new Question(item.getLinkId(), type, item.getRepeats(), item.getAnswerValueSet(), least);
        }

        boolean takes(Item value, Codes codes) {
            return value.type().equals(type)
                    && (least == null || new BigDecimal(value.value()).compareTo(least) >= 0)
                    && (!type.equals("Coding") || valueSet != null && codes.isClean(value, valueSet));
        }
    }
}
