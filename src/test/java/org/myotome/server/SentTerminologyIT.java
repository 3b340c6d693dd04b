package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.server.TerminologyAnswers.BELOW_ARM;
import static org.myotome.server.TerminologyAnswers.MUSCLES;
import static org.myotome.server.TerminologyAnswers.expand;
import static org.myotome.server.TerminologyAnswers.issues;
import static org.myotome.server.TerminologyAnswers.parameter;
import static org.myotome.server.TerminologyAnswers.parameters;
import static org.myotome.server.TerminologyAnswers.texts;
import static org.myotome.server.TerminologyAnswers.validate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.RunningServer;

/** What a request sends along, in which language it wants the answer, and what belongs to a hierarchy. */
class SentTerminologyIT {

    private final RunningServer server = RunningServer.shared();

    @Test
    void whatIsSentAlongIsUsedForThisRequestOnly() {
        String coding = "{\"name\": \"coding\", \"valueCoding\": "
                + "{\"system\": \"http://example.org/muscles\", \"code\": \"biceps\"}}";
        Answer right = validate(
                "ValueSet",
                BELOW_ARM + "," + MUSCLES + "," + coding
                        + ", {\"name\": \"url\", \"valueUri\": \"http://example.org/below-arm\"}");
        assertThat(parameter(right, "result").path("valueBoolean").asBoolean())
                .as(right.body())
                .isTrue();
        Answer later = validate("CodeSystem", coding);
        assertThat(parameter(later, "result").path("valueBoolean").asBoolean()).isFalse();
        assertThat(parameter(later, "x-caused-by-unknown-system")
                        .path("valueCanonical")
                        .asText())
                .isEqualTo("http://example.org/muscles");
    }

    @Test
    void displaysComeInTheLanguageThatIsWanted() {
        String expand =
                MUSCLES + "," + BELOW_ARM + ", {\"name\": \"url\", \"valueUri\": \"http://example.org/below-arm\"}";
        String german = "{\"name\": \"displayLanguage\", \"valueCode\": \"de-CH, en;q=0.5\"}";
        assertThat(texts(expand(expand + "," + german).at("/expansion/contains"), "/display"))
                .containsExactly("Zweiköpfiger Armmuskel");
        assertThat(texts(expand(expand).at("/expansion/contains"), "/display")).containsExactly("Biceps brachii");
        assertThat(texts(
                        Answer.read(server.post("/ValueSet/$expand", parameters(expand), "Accept-Language", "de")
                                        .body())
                                .at("/expansion/contains"),
                        "/display"))
                .containsExactly("Zweiköpfiger Armmuskel");
        String coding = ", {\"name\": \"coding\", \"valueCoding\": {\"system\": \"http://example.org/muscles\", "
                + "\"code\": \"biceps\", \"display\": \"Biceps brachii\"}}";
        assertThat(issues(validate("CodeSystem", MUSCLES + "," + german.replace(", en;q=0.5", "") + coding)))
                .containsExactly("error invalid invalid-display Coding.display");
    }

    /** Myotome's displays are English, and no German ones are made up. */
    @Test
    void withoutNamesInALanguageTheEnglishOnesStay() {
        String found = "/ValueSet/mrc-below-3/$expand?displayLanguage=";
        List<String> english = texts(server.get(found + "en").json().at("/expansion/contains"), "/display");
        assertThat(english).hasSize(3).doesNotContain("");
        assertThat(texts(server.get(found + "de").json().at("/expansion/contains"), "/display"))
                .isEqualTo(english);
        assertThat(texts(server.get(found + "de,*;q=0").json().at("/expansion/contains"), "/display"))
                .containsOnly("");
        for (String noLanguage : List.of("German!", "-")) {
            assertThat(server.get(found + noLanguage).refusal().diagnostics()).contains("displayLanguage", "en-GB");
        }
    }

    @Test
    void propertiesComeWithTheExpansion() {
        JsonNode expanded =
                server.get("/ValueSet/mrc-below-3/$expand?property=ordinal").json();
        assertThat(expanded.at("/expansion/extension/0/extension/0/valueCode").asText())
                .isEqualTo("ordinal");
        assertThat(texts(expanded.at("/expansion/contains"), "/extension/0/extension/1/valueDecimal"))
                .containsExactly("0", "1", "2");
        assertThat(server.get("/ValueSet/mrc-below-3/$expand?property=colour")
                        .refusal()
                        .diagnostics())
                .contains("colour", "ordinal");
    }

    @Test
    void subsumptionAndRelativesFollowTheHierarchy() {
        String codes = MUSCLES + ", {\"name\": \"system\", \"valueUri\": \"http://example.org/muscles\"}, ";
        Answer subsumes = server.post(
                "/CodeSystem/$subsumes",
                parameters(
                        codes
                                + "{\"name\": \"codeA\", \"valueCode\": \"arm\"}, {\"name\": \"codeB\", \"valueCode\": \"biceps\"}"));
        assertThat(parameter(subsumes, "outcome").path("valueCode").asText()).isEqualTo("subsumes");
        Answer found = server.post(
                "/CodeSystem/$lookup", parameters(codes + "{\"name\": \"code\", \"valueCode\": \"biceps\"}"));
        assertThat(found.body()).contains("\"parent\"").contains("Muscle of the arm");
    }
}
