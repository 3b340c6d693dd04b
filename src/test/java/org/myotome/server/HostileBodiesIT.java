package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.server.ErrorsIT.assertTellsNothing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.RunningServer;

/** Small bodies that are made to break or to stop a server, or do so by accident. */
class HostileBodiesIT {

    private final RunningServer server = RunningServer.shared();

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "1e-400", "1e1000000", "-1e1000000", "\"1e1000000\""})
    @Timeout(60)
    void aNumberOfAMillionDigitsCostsNothing(String number) {
        Bedside bedside = Bedside.on(server);
        String score = bedside.sumScore(7, bedside.store(bedside.twelve("4")))
                .toString()
                .replace("\"value\":7", "\"value\":" + number);
        String grip = """
                {"resourceType": "Observation", "status": "final", "code": {"text": "Grip"},
                 "valueQuantity": {"value": %s}}""".formatted(number);
        for (String body : List.of(score, grip)) {
            Answer refused = server.post("/Observation", body);
            assertThat(refused.status()).as(refused.body()).isIn(400, 422);
            assertThat(refused.body()).hasSizeLessThan(10_000);
            Answer verdict = server.post("/Observation/$validate", body);
            assertThat(verdict.status()).as(verdict.body()).isIn(200, 400, 422);
            assertThat(verdict.issues()).anyMatch(Answer.Issue::refuses);
            assertThat(verdict.body()).hasSizeLessThan(10_000);
        }
        String stored = server.store(grip.replace(number, "7"));
        Answer patched = server.patch(
                "/" + stored,
                "[{\"op\": \"replace\", \"path\": \"/valueQuantity/value\", \"value\": " + number + "}]",
                "application/json-patch+json");
        assertThat(patched.status()).as(patched.body()).isIn(400, 422);
        Answer search =
                server.get("/Observation?grade-order=" + number.replace("\"", "") + "&subject=" + bedside.patient());
        assertThat(search.status()).as(search.body()).isIn(200, 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<value value=\"1e1000000\"/>",
                "<value  value = '1e1000000' />",
                "<value value=\"1e1000000\"><!-- --></value>",
                "<value value=\"1&#101;1000000\"/>"
            })
    @Timeout(20)
    void xmlHidesNoNumberOfAMillionDigits(String value) {
        assertRefusedInXml(value);
    }

    @Test
    @Timeout(20)
    void aNumberWrittenOutCostsNothing() {
        assertRefusedInXml("<value value=\"" + "1".repeat(1_000_000) + "\"/>");
    }

    private void assertRefusedInXml(String value) {
        String grip = "<Observation xmlns=\"http://hl7.org/fhir\"><status value=\"final\"/><code><text value=\"Grip\"/>"
                + "</code><valueQuantity>" + value + "</valueQuantity></Observation>";
        Answer refused =
                server.post("/Observation", grip, "Content-Type", "application/fhir+xml", "Accept", "application/json");
        assertThat(refused.status()).as(refused.body()).isIn(400, 422);
        assertThat(refused.body()).hasSizeLessThan(10_000);
    }

    @Test
    void whatCannotBeTextIsRefused() {
        String[] bodies = {
            "{\"resourceType\": \"Patient\", \"name\": [{\"family\": \"\\u0000\"}]}",
            "{\"resourceType\": \"Patient\", \"extension\": [" + nested(300) + "]}",
            "{\"resourceType\": \"Patient\", \"extension\": [" + nested(5000) + "]}"
        };
        for (String body : bodies) {
            Answer refused = server.post("/Patient", body);
            assertThat(refused.status()).as(refused.body()).isIn(400, 422);
            assertTellsNothing(refused);
        }
    }

    private static String nested(int depth) {
        return "{\"url\": \"https://example.org/e\", \"extension\": [".repeat(depth)
                + "{\"url\": \"https://example.org/e\", \"valueString\": \"x\"}"
                + "]}".repeat(depth);
    }

    @Test
    void bytesThatAreNotUtf8AreNotGuessed() {
        ObjectNode person = (ObjectNode) Answer.read(Bedside.person("Patient"));
        ((ObjectNode) person.at("/name/0")).put("family", "Müller");
        byte[] latin = person.toString().getBytes(StandardCharsets.ISO_8859_1);
        Answer guessed = server.send("POST", "/Patient", BodyPublishers.ofByteArray(latin));
        assertThat(guessed.status()).as(guessed.body()).isEqualTo(400);
        assertThat(guessed.refusal().diagnostics()).contains("UTF-8");
        Answer named = server.send(
                "POST",
                "/Patient",
                BodyPublishers.ofByteArray(latin),
                "Content-Type",
                "application/fhir+json; charset=ISO-8859-1");
        assertThat(named.status()).isEqualTo(201);
        assertThat(named.json().at("/name/0/family").asText()).isEqualTo("Müller");
        Answer unknown =
                server.post("/Patient", person.toString(), "Content-Type", "application/fhir+json; charset=nonsense");
        assertThat(unknown.status()).as(unknown.body()).isIn(400, 415);
    }

    @Test
    void entitiesAreNotExpanded() {
        String laughs = """
                <!DOCTYPE p [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
                <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>
                <Patient xmlns="http://hl7.org/fhir"><name><family value="&d;"/></name></Patient>""";
        Answer refused =
                server.post("/Patient", laughs, "Content-Type", "application/fhir+xml", "Accept", "application/json");
        assertThat(refused.status()).isEqualTo(400);
        assertTellsNothing(refused);
    }

    @Test
    void aPropertyThatIsSaidTwiceIsRefused() {
        Answer refused =
                server.post("/Patient", "{\"resourceType\": \"Patient\", \"active\": true, \"active\": false}");
        assertThat(refused.status()).isIn(400, 422);
        assertThat(refused.body()).contains("active", "duplicate");
    }
}
