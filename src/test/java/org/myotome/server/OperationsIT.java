package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.RunningServer;

/** HAPI brings operations along that go round the gate, change the store or are not finished here: they are off. */
class OperationsIT {

    private static final String NOTHING = "{\"resourceType\": \"Parameters\"}";

    private final RunningServer server = RunningServer.shared();
    private final Bedside bedside = Bedside.on(server);
    private final String grade =
            server.store(bedside.grade("elbow-flexion", Limb.LEFT_ARM, "3").toString());

    @ParameterizedTest
    @CsvSource({
        "POST, /$mark-all-resources-for-reindexing",
        "POST, /$perform-reindexing-pass",
        "POST, /$reindex",
        "POST, /$expunge",
        "POST, /Observation/$expunge",
        "POST, /$hapi.fhir.replace-references",
        "POST, /$process-message",
        "GET, /Composition/1/$document"
    })
    void operationsThatGoRoundTheGateAreOff(String method, String path) {
        Answer refused = server.send(method, path, method.equals("POST") ? NOTHING : "");
        assertThat(refused.status()).as(refused.body()).isIn(400, 404, 405, 501);
        assertThat(refused.issues())
                .anyMatch(issue -> issue.refuses() && issue.code().equals("not-supported"));
    }

    @Test
    void metaIsNotChangedRoundTheGate() {
        JsonNode before = server.get("/" + grade).json().path("meta");
        String meta = """
                {"resourceType": "Parameters", "parameter": [{"name": "meta", "valueMeta": {
                  "profile": ["https://w3id.org/myotome/StructureDefinition/mrc-muscle-strength"],
                  "security": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ActReason", "code": "HTEST"}]}}]}""";
        Answer refused = server.post("/" + grade + "/$meta-delete", meta);
        assertThat(refused.status()).as(refused.body()).isIn(400, 404, 405, 422, 501);
        assertThat(server.get("/" + grade).json().path("meta")).isEqualTo(before);
    }

    /** https://hl7.org/fhir/R4/parameters.html: there is no endpoint for Parameters. */
    @Test
    void parametersAreNotStored() {
        assertThat(server.post("/Parameters", NOTHING).status()).isIn(400, 404, 405);
    }

    @Test
    void everythingOfAPatientIsGiven() {
        Answer everything = server.get("/" + bedside.patient() + "/$everything");
        assertThat(everything.status()).isEqualTo(200);
        assertThat(everything.references()).contains(bedside.patient(), grade);
    }
}
