package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.server.TerminologyAnswers.BELOW_3;
import static org.myotome.server.TerminologyAnswers.GRADES;
import static org.myotome.server.TerminologyAnswers.ISSUE_TYPE;
import static org.myotome.server.TerminologyAnswers.MUSCLES;
import static org.myotome.server.TerminologyAnswers.issues;
import static org.myotome.server.TerminologyAnswers.parameter;
import static org.myotome.server.TerminologyAnswers.validate;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.RunningServer;

/** What $validate-code says of a code, in the form of https://build.fhir.org/ig/HL7/fhir-tx-ecosystem-ig */
class CodeIssuesIT {

    private final RunningServer server = RunningServer.shared();

    @Test
    void everyIssueIsTypedAndPlacedAndTeaches() {
        Answer wrong = validate("ValueSet", """
                {"name": "url", "valueUri": "%s"},
                {"name": "codeableConcept", "valueCodeableConcept": {"coding": [
                  {"system": "%2$s", "code": "6"},
                  {"system": "%2$s", "code": "4", "display": "Normal power"}]}}
                """.formatted(BELOW_3, GRADES));
        assertThat(parameter(wrong, "result").path("valueBoolean").asBoolean()).isFalse();
        assertThat(issues(wrong))
                .containsExactlyInAnyOrder(
                        "error code-invalid not-in-vs ",
                        "error code-invalid invalid-code CodeableConcept.coding[0].code",
                        "information code-invalid this-code-not-in-vs CodeableConcept.coding[0].code",
                        "information code-invalid this-code-not-in-vs CodeableConcept.coding[1].code",
                        "warning invalid invalid-display CodeableConcept.coding[1].display");
        for (JsonNode issue : parameter(wrong, "issues").at("/resource/issue")) {
            assertThat(issue.at("/details/coding/0/system").asText()).isEqualTo(ISSUE_TYPE);
            assertThat(issue.path("diagnostics").asText()).isNotBlank();
        }
        assertThat(parameter(wrong, "codeableConcept")
                        .at("/valueCodeableConcept/coding")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void aRightCodingNextToOneOfAnUnknownSystemIsRight() {
        Answer right = validate("ValueSet", """
                {"name": "url", "valueUri": "%s"},
                {"name": "codeableConcept", "valueCodeableConcept": {"coding": [
                  {"system": "http://example.org/local", "code": "x"}, {"system": "%s", "code": "2"}]}}
                """.formatted(BELOW_3, GRADES));
        assertThat(parameter(right, "result").path("valueBoolean").asBoolean()).isTrue();
        assertThat(parameter(right, "code").path("valueCode").asText()).isEqualTo("2");
        assertThat(parameter(right, "version").path("valueString").asText()).isEqualTo("0.1.0");
        assertThat(issues(right)).contains("warning not-found not-found CodeableConcept.coding[0].system");
    }

    @Test
    void theSystemIsInferredOnlyWhenAsked() {
        String query = "/ValueSet/$validate-code?url=" + BELOW_3 + "&code=2";
        assertThat(server.get(query).status()).isEqualTo(400);
        Answer inferred = server.get(query + "&inferSystem=true");
        assertThat(parameter(inferred, "system").path("valueUri").asText()).isEqualTo(GRADES);
        assertThat(parameter(inferred, "result").path("valueBoolean").asBoolean())
                .isTrue();
        assertThat(issues(server.get("/ValueSet/$validate-code?url=" + BELOW_3 + "&code=7&inferSystem=true")))
                .containsExactlyInAnyOrder("error not-found cannot-infer code", "error code-invalid not-in-vs code");
    }

    @Test
    void aCodingWithoutSystemIsAnAnswerNotAnError() {
        Answer wrong = validate("ValueSet", """
                {"name": "url", "valueUri": "%s"}, {"name": "coding", "valueCoding": {"code": "2"}}
                """.formatted(BELOW_3));
        assertThat(issues(wrong))
                .containsExactlyInAnyOrder(
                        "warning invalid invalid-data Coding", "error code-invalid not-in-vs Coding.code");
    }

    @Test
    void anInactiveCodeIsRightWithAWarning() {
        Answer found = validate(
                "CodeSystem",
                MUSCLES + ", {\"name\": \"coding\", \"valueCoding\": "
                        + "{\"system\": \"http://example.org/muscles\", \"code\": \"old\"}}");
        assertThat(parameter(found, "result").path("valueBoolean").asBoolean()).isTrue();
        assertThat(parameter(found, "inactive").path("valueBoolean").asBoolean())
                .isTrue();
        assertThat(issues(found)).containsExactly("warning business-rule code-comment Coding");
    }
}
