package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.server.ErrorsIT.assertTellsNothing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.RunningServer;

/** Nobody can take the stack of a thread with things in things in things, and nobody has to wait for the refusal. */
class NestedBodiesIT {

    private static final String XML = "application/fhir+xml";
    private static final String EXTENSION = "{\"url\": \"https://example.org/e\", \"extension\": [";

    private final RunningServer server = RunningServer.shared();

    @Test
    @Timeout(30)
    void aResourceContainsAHundredOthersAtMost() {
        String contained = "{\"resourceType\": \"Device\", \"id\": \"d%d\"}";
        for (int count : new int[] {101, 20_000}) {
            String json =
                    IntStream.range(0, count).mapToObj(contained::formatted).collect(Collectors.joining(","));
            Answer refused = server.post("/Patient", "{\"resourceType\": \"Patient\", \"contained\": [" + json + "]}");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body()).contains("contained[100]", "at most 100");
            String xml = "<contained><Device/></contained>".repeat(count);
            refused = server.post(
                    "/Patient",
                    "<Patient xmlns=\"http://hl7.org/fhir\">" + xml + "</Patient>",
                    "Content-Type",
                    XML,
                    "Accept",
                    "application/json");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body()).contains("Patient.contained", "at most 100");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 300, 5000, 300_000})
    @Timeout(30)
    void everyWayInRefusesDeepJson(int depth) throws IOException {
        String patient = patient(depth);
        assertTooDeep(server.post("/Patient", patient));
        assertTooDeep(server.put(
                "/Patient/deep", patient.replace("{\"resourceType\"", "{\"id\": \"deep\", \"resourceType\"")));
        assertTooDeep(server.post("/Patient/$validate", patient));
        assertTooDeep(
                server.send("POST", "/Patient", BodyPublishers.ofByteArray(zip(patient)), "Content-Encoding", "gzip"));
        for (String type : new String[] {"batch", "transaction"}) {
            assertTooDeep(server.post("", """
                    {"resourceType": "Bundle", "type": "%s", "entry": [{"resource": %s,
                     "request": {"method": "POST", "url": "Patient"}}]}""".formatted(type, patient)));
        }
        String stored = server.store(Bedside.person("Patient"));
        String extensions = patient.substring(patient.indexOf('['), patient.length() - 1);
        assertTooDeep(server.patch(
                "/" + stored,
                "[{\"op\": \"add\", \"path\": \"/extension\", \"value\": " + extensions + "}]",
                "application/json-patch+json"));
        assertTooDeep(server.patch("/" + stored, "[".repeat(depth * 3), "application/json-patch+json"));
        assertTooDeep(server.patch(
                "/" + stored,
                "{\"resourceType\": \"Parameters\", \"parameter\": [{\"name\": \"operation\", \"extension\": "
                        + extensions + "}]}",
                "application/fhir+json"));
        assertThat(server.get("/" + stored).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 5000, 300_000})
    @Timeout(30)
    void everyWayInRefusesDeepXml(int depth) {
        String deep = "<extension url=\"https://example.org/e\">".repeat(depth) + "</extension>".repeat(depth);
        String patient = "<Patient xmlns=\"http://hl7.org/fhir\">" + deep + "</Patient>";
        for (String path : new String[] {"/Patient", "/Patient/$validate"}) {
            assertTooDeep(server.post(path, patient, "Content-Type", XML, "Accept", "application/json"));
        }
        String stored = server.store(Bedside.person("Patient"));
        assertTooDeep(server.patch("/" + stored, "<diff>" + deep + "</diff>", "application/xml-patch+xml"));
        assertTooDeep(server.post("/Patient", patient, "Content-Type", "application/fhir+json"));
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 5000, 300_000})
    @Timeout(30)
    void aDeepNarrativeIsRefusedInBothFormats(int depth) {
        String div = "<div xmlns='http://www.w3.org/1999/xhtml'>" + "<b>".repeat(depth) + "x" + "</b>".repeat(depth)
                + "</div>";
        assertTooDeep(server.post(
                "/Patient",
                "{\"resourceType\": \"Patient\", \"text\": {\"status\": \"generated\", \"div\": \"" + div + "\"}}"));
        assertTooDeep(server.post(
                "/Patient",
                "<Patient xmlns=\"http://hl7.org/fhir\"><text><status value=\"generated\"/>" + div
                        + "</text></Patient>",
                "Content-Type",
                XML,
                "Accept",
                "application/json"));
    }

    /** In a Questionnaire, whose groups nest, 45 are still read. */
    @Test
    void whatIsJustBelowTheLimitIsJudged() {
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < 45; i++) {
            items.append("\"item\": [{\"linkId\": \"%d\", \"text\": \"g\", \"type\": \"group\", ".formatted(i));
        }
        String questionnaire = "{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\", "
                + items.toString().replace(", \"type\": \"group\"", "") + "\"item\": [{\"linkId\": \"last\"}]"
                + "}]".repeat(45)
                + "}";
        Answer answer = server.post("/QuestionnaireResponse", questionnaire);
        assertThat(answer.status()).as(answer.body()).isIn(201, 422);
        Answer extensions = server.post("/Patient", patient(48));
        assertThat(extensions.status()).as(extensions.body()).isIn(201, 422);
        assertThat(extensions.body()).doesNotContain("nested");
    }

    @Test
    void xmlIsReadAsDeep() {
        String deep = "<extension url=\"https://example.org/e\">".repeat(98) + "<valueString value=\"x\"/>"
                + "</extension>".repeat(98);
        Answer answer = server.post(
                "/Patient",
                "<Patient xmlns=\"http://hl7.org/fhir\">" + deep + "</Patient>",
                "Content-Type",
                XML,
                "Accept",
                "application/json");
        assertThat(answer.status()).as(answer.body()).isIn(201, 422);
    }

    /** FHIRPath nests without JSON or XML around it. */
    @ParameterizedTest
    @ValueSource(strings = {"(", ".status"})
    @Timeout(30)
    void aPathOfManyStepsIsRefused(String step) {
        String stored = server.store(Bedside.person("Patient"));
        String many = step.repeat(100_000);
        String path = step.equals("(") ? many + "Patient" + ")".repeat(100_000) : "Patient" + many;
        Answer refused = server.patch("/" + stored, """
                {"resourceType": "Parameters", "parameter": [{"name": "operation", "part": [
                  {"name": "type", "valueCode": "replace"}, {"name": "path", "valueString": "%s"},
                  {"name": "value", "valueBoolean": true}]}]}""".formatted(path), "application/fhir+json");
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertTellsNothing(refused);
        Answer pointer = server.patch(
                "/" + stored,
                "[{\"op\": \"remove\", \"path\": \"" + "/a".repeat(100_000) + "\"}]",
                "application/json-patch+json");
        assertThat(pointer.status()).isEqualTo(400);
        assertThat(pointer.refusal().diagnostics()).contains("[0].path").hasSizeLessThan(500);
    }

    @Test
    void theRefusalSaysWhere() {
        Answer refused = server.post("/Patient", patient(300));
        assertThat(refused.refusal().diagnostics())
                .startsWith("The JSON is nested too deeply at ")
                .contains("extension[0].extension[0]", "(line 1, column ", "100 levels");
        assertThat(refused.refusal().code()).isEqualTo("structure");
    }

    private static void assertTooDeep(Answer refused) {
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.refusal().diagnostics())
                .contains("nested too deeply", "100 levels")
                .hasSizeLessThan(500);
        assertTellsNothing(refused);
    }

    private static String patient(int depth) {
        return "{\"resourceType\": \"Patient\", \"extension\": [" + EXTENSION.repeat(depth)
                + "{\"url\": \"https://example.org/e\", \"valueString\": \"x\"}" + "]}".repeat(depth) + "]}";
    }

    private static byte[] zip(String text) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return zipped.toByteArray();
    }
}
