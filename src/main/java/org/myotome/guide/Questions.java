package org.myotome.guide;

import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import ca.uhn.fhir.context.support.ValueSetExpansionOptions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemType;
import org.hl7.fhir.r4.model.ValueSet;

/** The questions of the guide's Questionnaires, and which answers they take. */
public final class Questions {

    private static final String MIN_VALUE = "http://hl7.org/fhir/StructureDefinition/minValue";

    private final Guide guide;

    public Questions(Guide guide) {
        this.guide = guide;
    }

    /** The question with this linkId, wherever it is nested; empty if the Questionnaire is not in the guide. */
    public Optional<QuestionnaireItemComponent> find(String canonical, String linkId) {
        return of(canonical).filter(item -> item.getLinkId().equals(linkId)).findFirst();
    }

    /** What can be answered, in the order of the Questionnaire; texts and groups are no questions. */
    public Stream<QuestionnaireItemComponent> of(String canonical) {
        return guide.find(Questionnaire.class, canonical).stream()
                .flatMap(questionnaire -> below(questionnaire.getItem()))
                .filter(item -> item.getType() != QuestionnaireItemType.DISPLAY
                        && item.getType() != QuestionnaireItemType.GROUP);
    }

    private static Stream<QuestionnaireItemComponent> below(List<QuestionnaireItemComponent> items) {
        return items.stream().flatMap(item -> Stream.concat(Stream.of(item), below(item.getItem())));
    }

    /** The answers that a question takes, in words for whoever has to answer it. */
    public String answers(QuestionnaireItemComponent question) {
        var words = switch (question.getType()) {
            case BOOLEAN -> "valueBoolean true or false";
            case INTEGER -> "valueInteger, a whole number" + atLeast(question);
            case CHOICE ->
                "valueCoding, one of "
                        + codes(question.getAnswerValueSet()).collect(Collectors.joining(" | "))
                        + " (GET ValueSet/$expand?url=" + question.getAnswerValueSet() + ")";
            default -> "a " + question.getType().toCode();
        };
        return words + (question.getRepeats() ? "; several answers are allowed" : "");
    }

    private static String atLeast(QuestionnaireItemComponent question) {
        return question.hasExtension(MIN_VALUE)
                ? ", "
                        + question.getExtensionByUrl(MIN_VALUE)
                                .getValueAsPrimitive()
                                .getValueAsString() + " or more"
                : "";
    }

    private Stream<String> codes(String valueSet) {
        IValidationSupport support = guide.validationSupport();
        var expanded =
                support.expandValueSet(new ValidationSupportContext(support), new ValueSetExpansionOptions(), valueSet);
        if (expanded == null || !(expanded.getValueSet() instanceof ValueSet codes)) {
            throw new IllegalStateException("ValueSet " + valueSet + " does not expand");
        }
        return codes.getExpansion().getContains().stream().map(code -> code.getCode() + " (" + code.getDisplay() + ")");
    }
}
