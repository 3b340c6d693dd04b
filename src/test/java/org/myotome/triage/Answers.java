package org.myotome.triage;

import java.util.Arrays;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.myotome.guide.Guide;

/** Builds responses to the weakness triage, question by question; a question that is not named stays open. */
final class Answers {

    private final QuestionnaireResponse response = new QuestionnaireResponse().setQuestionnaire(Triage.QUESTIONNAIRE);

    Answers symptom(String... codes) {
        return codes("symptom", codes);
    }

    Answers course(String... codes) {
        return codes("course", codes);
    }

    Answers redFlag(String... codes) {
        return codes("red-flag", codes);
    }

    Answers days(@Nullable Integer days) {
        return days == null ? this : add("days", new IntegerType(days));
    }

    Answers interferes(@Nullable Boolean interferes) {
        return interferes == null ? this : add("interferes", new BooleanType(interferes));
    }

    /** A code stands in the code system of its question unless it is one of the triage's own answers. */
    private Answers codes(String linkId, String... codes) {
        return add(
                linkId, Arrays.stream(codes).map(code -> coding(linkId, code)).toArray(Type[]::new));
    }

    private static Coding coding(String linkId, String code) {
        var own = code.equals("only-tired") || code.equals("none-of-these") || code.equals("over-a-few-days");
        return new Coding(Guide.BASE + "/CodeSystem/" + (own ? "triage-answer" : "weakness-" + linkId), code, null);
    }

    private Answers add(String linkId, Type... values) {
        if (values.length > 0) {
            var item = response.addItem().setLinkId(linkId);
            Arrays.stream(values).forEach(value -> item.addAnswer().setValue(value));
        }
        return this;
    }

    QuestionnaireResponse response() {
        return response;
    }
}
