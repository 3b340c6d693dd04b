package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myotome.Answer;
import org.myotome.Answer.Issue;
import org.myotome.Bedside;
import org.myotome.BundleOf;
import org.myotome.RunningServer;

/** {@code $weakness-triage} over HTTP, and how strictly responses and the Questionnaire itself are kept. */
class WeaknessTriageIT {

    private static final String BASE = "https://w3id.org/myotome";
    private static final String TRIAGE = "/QuestionnaireResponse/$weakness-triage";
    private static final String QUESTIONNAIRE = "/Questionnaire/weakness-triage";

    private final RunningServer server = RunningServer.shared();

    @ParameterizedTest
    @CsvSource({
        "triage-emergency-stroke, emergency",
        "triage-emergency-incomplete, emergency",
        "triage-see-a-provider, see-a-provider",
        "triage-only-tired, see-a-provider",
        "triage-self-care, self-care"
    })
    void aResponseIsAnsweredWithItsLevel(String example, String level) {
        Answer alone = server.post(TRIAGE, response(example).toString());
        assertThat(alone.status()).as(alone.body()).isEqualTo(200);
        JsonNode coding = named(alone, "level").get(0).path("valueCoding");
        assertThat(coding.path("system").asText()).isEqualTo(BASE + "/CodeSystem/triage-level");
        assertThat(coding.path("code").asText()).isEqualTo(level);
        assertThat(named(alone, "rule")).isNotEmpty().allSatisfy(rule -> {
            assertThat(part(rule, "code").path("valueCode").asText()).isNotBlank();
            assertThat(part(rule, "statement").path("valueString").asText()).isNotBlank();
            assertThat(part(rule, "source").path("valueString").asText()).contains("http");
            assertThat(part(part(rule, "answer"), "linkId").path("valueString").asText())
                    .isNotBlank();
        });
        assertThat(named(alone, "disclaimer").get(0).path("valueString").asText())
                .contains("not a diagnosis", "emergency number");
        assertThat(server.post(TRIAGE, parameters(response(example))).json()).isEqualTo(alone.json());
    }

    @Test
    void aStoredResponseIsAnsweredToo() {
        ObjectNode response = response("triage-self-care");
        response.remove("id");
        response.putObject("subject").put("reference", server.store(Bedside.person("Patient")));
        String stored = "/" + server.store(response.toString()) + "/$weakness-triage";
        assertThat(named(server.get(stored), "level")
                        .get(0)
                        .at("/valueCoding/code")
                        .asText())
                .isEqualTo("self-care");
        assertThat(server.post(stored, "{\"resourceType\": \"Parameters\"}").json())
                .isEqualTo(server.get(stored).json());
        assertThat(server.get("/QuestionnaireResponse/unknown/$weakness-triage").status())
                .isEqualTo(404);
    }

    @Test
    void openQuestionsThatCouldRaiseTheLevelAreListed() {
        Answer refused =
                server.post(TRIAGE, response("triage-red-flags-not-answered").toString());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.refusal().teaches()).as(refused.body()).isTrue();
        assertThat(refused.refusal().rule()).isEqualTo("triage-incomplete");
        assertThat(refused.refusal().path()).isEqualTo("QuestionnaireResponse.item.where(linkId = 'red-flag')");
        assertThat(refused.refusal().diagnostics())
                .contains("face-droop", "none-of-these", "At least see-a-provider is called for already");
    }

    @Test
    void anEmergencyIsAnsweredWhateverIsOpen() {
        Answer answer =
                server.post(TRIAGE, response("triage-emergency-incomplete").toString());
        assertThat(named(answer, "unanswered"))
                .extracting(open -> part(open, "linkId").path("valueString").asText())
                .containsExactly("red-flag", "days", "interferes");
    }

    @Test
    void onlyTiredIsSaidNotToBeWeakness() {
        JsonNode remark = named(
                        server.post(TRIAGE, response("triage-only-tired").toString()), "remark")
                .get(0);
        assertThat(part(remark, "statement").path("valueString").asText()).isEqualTo("Being tired is not weakness");
        assertThat(part(remark, "source").path("valueString").asText()).contains("Merck Manual");
    }

    /** Path and allowed answers are the same whether the response is to be stored or to be judged. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "item.answer.value--course-unknown; QuestionnaireResponse.item[1].answer[0]; gradual (Gradual)",
                "item.answer.value--red-flag-of-another-list; QuestionnaireResponse.item[2].answer[0]; face-droop",
                "item.answer.value--days-as-text; QuestionnaireResponse.item[3].answer[0].value; a whole number, 0 or more",
                "item.answer.value--days-below-zero; QuestionnaireResponse.item[3].answer[0].value; a whole number, 0 or more",
                "item.answer.value--routine-as-a-code; QuestionnaireResponse.item[4].answer[0].value; true or false",
                "questionnaire--another-questionnaire; QuestionnaireResponse.questionnaire; Questionnaire/weakness-triage"
            })
    void aWrongAnswerIsRefusedWithPathAndAllowedAnswers(String example, String path, String allowed) {
        ObjectNode wrong =
                (ObjectNode) Answer.read(RunningServer.example("invalid/QuestionnaireResponse." + example + ".json"));
        wrong.remove("id");
        wrong.putObject("subject").put("reference", server.store(Bedside.person("Patient")));
        for (String address : List.of(TRIAGE, "/QuestionnaireResponse")) {
            Answer refused = server.post(address, wrong.toString());
            assertThat(refused.status()).as(refused.body()).isEqualTo(422);
            assertThat(refused.issues())
                    .anyMatch(issue -> issue.refuses()
                            && issue.teaches()
                            && issue.path().startsWith(path)
                            && issue.diagnostics().contains(allowed));
        }
    }

    @Test
    void aQuestionThatWasNotAskedIsRefusedWhereItStands() {
        ObjectNode response = response("triage-self-care");
        response.withArray("item")
                .addObject()
                .put("linkId", "mood")
                .putArray("answer")
                .addObject()
                .put("valueString", "ok");
        Answer refused = server.post(TRIAGE, response.toString());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.refusal().path()).isEqualTo("QuestionnaireResponse.item[5]");
        assertThat(refused.refusal().diagnostics()).contains("symptom | course | red-flag | days | interferes");
    }

    @Test
    void aResponseWithoutAClaimIsJudgedByTheProfileAllTheSame() {
        ObjectNode response =
                (ObjectNode) Answer.read(RunningServer.example("invalid/myo-45--none-beside-a-red-flag.json"));
        response.remove("id");
        ((ObjectNode) response.path("meta")).remove("profile");
        response.putObject("subject").put("reference", server.store(Bedside.person("Patient")));
        for (String address : List.of(TRIAGE, "/QuestionnaireResponse")) {
            assertThat(server.post(address, response.toString()).refusals()).containsExactly("myo-45");
        }
    }

    @Test
    void whatIsNoResponseIsRefused() {
        Answer nothing = server.post(TRIAGE, "{\"resourceType\": \"Parameters\"}");
        assertThat(nothing.status()).as(nothing.body()).isEqualTo(400);
        Answer patient = server.post(TRIAGE, Bedside.person("Patient"));
        assertThat(patient.status()).as(patient.body()).isEqualTo(400);
        Answer misspelt =
                server.post(TRIAGE, parameters(response("triage-self-care")).replace("\"response\"", "\"respones\""));
        assertThat(misspelt.status()).as(misspelt.body()).isEqualTo(400);
        assertThat(misspelt.body()).contains("respones", "response");
        ObjectNode withdrawn = response("triage-self-care").put("status", "entered-in-error");
        assertThat(server.post(TRIAGE, withdrawn.toString()).status()).isEqualTo(422);
        assertThat(server.get(TRIAGE).status()).isEqualTo(400);
    }

    @Test
    void theCapabilityStatementShowsTheOperationWithItsDefinition() {
        JsonNode shown = StreamSupport.stream(
                        server.get("/metadata").json().at("/rest/0/resource").spliterator(), false)
                .filter(resource -> resource.path("type").asText().equals("QuestionnaireResponse"))
                .flatMap(resource ->
                        StreamSupport.stream(resource.path("operation").spliterator(), false))
                .filter(operation -> operation.path("name").asText().equals("weakness-triage"))
                .findFirst()
                .orElseThrow();
        assertThat(shown.path("definition").asText()).isEqualTo(BASE + "/OperationDefinition/weakness-triage");
        assertThat(server.get("/OperationDefinition?url=" + BASE + "/OperationDefinition/weakness-triage")
                        .references())
                .containsExactly("OperationDefinition/weakness-triage");
    }

    @Test
    void theQuestionnaireIsFoundByItsUrlBesideThoseOfUsers() {
        Answer read = server.get(QUESTIONNAIRE);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json().at("/meta/versionId").asText()).isEqualTo("1");
        assertThat(server.get("/Questionnaire?url=" + BASE + QUESTIONNAIRE).references())
                .containsExactly("Questionnaire/weakness-triage");
        String own = server.store(own("https://example.org/Questionnaire/mood"));
        assertThat(server.put(
                                "/" + own,
                                own("https://example.org/Questionnaire/mood-2")
                                        .replace("\"status\"", "\"id\": \"" + own.split("/")[1] + "\", \"status\""))
                        .status())
                .isEqualTo(200);
        assertThat(server.delete("/" + own).status()).isEqualTo(200);
    }

    @Test
    void theQuestionnaireIsNotChangedOnAnyWay() {
        Answer before = server.get(QUESTIONNAIRE);
        ObjectNode changed = ((ObjectNode) before.json()).put("title", "changed by a client");
        ObjectNode twin = changed.deepCopy();
        twin.remove("id");
        List<Answer> refusals = List.of(
                server.put(QUESTIONNAIRE, changed.toString()),
                server.delete(QUESTIONNAIRE),
                server.post("/Questionnaire", twin.toString()),
                server.put("/Questionnaire?url=" + BASE + QUESTIONNAIRE, twin.toString()),
                server.delete("/Questionnaire?url=" + BASE + QUESTIONNAIRE),
                server.patch(
                        QUESTIONNAIRE, "[{\"op\": \"remove\", \"path\": \"/title\"}]", "application/json-patch+json"),
                server.post(
                        "",
                        BundleOf.transaction()
                                .put(changed, "Questionnaire/weakness-triage")
                                .toString()),
                server.post(
                        "",
                        BundleOf.transaction()
                                .delete("Questionnaire/weakness-triage")
                                .toString()));
        assertThat(refusals).extracting(Answer::status).containsOnly(405);
        assertThat(refusals).allSatisfy(refusal -> {
            Issue issue = refusal.refusal();
            assertThat(issue.code()).isEqualTo("not-supported");
            assertThat(issue.diagnostics()).contains("read-only");
        });
        assertThat(server.get(QUESTIONNAIRE).body()).isEqualTo(before.body());
    }

    private static String own(String url) {
        return """
                {"resourceType": "Questionnaire", "status": "active", "url": "%s",
                 "item": [{"linkId": "1", "text": "How are you?", "type": "string"}]}""".formatted(url);
    }

    private static ObjectNode response(String example) {
        return (ObjectNode) Answer.read(RunningServer.example("valid/" + example + ".json"));
    }

    private static String parameters(JsonNode response) {
        return "{\"resourceType\": \"Parameters\", \"parameter\": [{\"name\": \"response\", \"resource\": " + response
                + "}]}";
    }

    private static List<JsonNode> named(Answer answer, String name) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return StreamSupport.stream(answer.json().path("parameter").spliterator(), false)
                .filter(parameter -> parameter.path("name").asText().equals(name))
                .toList();
    }

    private static JsonNode part(JsonNode parameter, String name) {
        return StreamSupport.stream(parameter.path("part").spliterator(), false)
                .filter(part -> part.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + parameter));
    }
}
