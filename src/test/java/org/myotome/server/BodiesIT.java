package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.server.ErrorsIT.assertTellsNothing;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.RunningServer;

/** What is in a body and what its header says of it: FHIR in JSON or XML, or a refusal that says why. */
class BodiesIT {

    private static final String JSON = "application/fhir+json";
    private static final String XML = "application/fhir+xml";

    private final RunningServer server = RunningServer.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "strength",
                "{\"resourceType\": \"Muscle\"}",
                "{\"status\": \"final\"}",
                "{\"resourceType\": [\"Patient\"]}",
                "{\"resourceType\": \"Patient\", \"name\": [}",
                "{\"resourceType\": \"Patient\", \"name\": 5}",
                "{\"resourceType\": \"Observation\"}",
                "<Patient xmlns=\"http://hl7.org/fhir\"/>"
            })
    void aBodyThatIsNoPatientIsRefused(String body) {
        Answer refused = server.post("/Patient", body);
        assertThat(refused.status()).as(refused.body()).isIn(400, 422);
        assertThat(refused.issues())
                .isNotEmpty()
                .allMatch(issue -> !issue.diagnostics().isBlank());
        assertTellsNothing(refused);
    }

    @Test
    void malformedXmlIsRefused() {
        for (String body : new String[] {
            "<Patient",
            "<Patient/>",
            "<Patient xmlns=\"http://hl7.org/fhir\"><name/></Patient>",
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><Patient xmlns=\"http://hl7.org/fhir\"><language value=\"&e;\"/></Patient>"
        }) {
            Answer refused = server.post("/Patient", body, "Content-Type", XML, "Accept", JSON);
            assertThat(refused.status()).as(body + refused.body()).isIn(400, 422);
            assertTellsNothing(refused);
        }
    }

    @Test
    void anotherContentTypeIsRefused() {
        for (String type : new String[] {"text/plain", "text/csv", "text/turtle", "application/pdf", "nonsense"}) {
            Answer refused = server.post("/Patient", Bedside.person("Patient"), "Content-Type", type, "Accept", JSON);
            assertThat(refused.status()).as(type + " " + refused.body()).isIn(400, 415);
            assertThat(refused.issues().get(0).diagnostics()).as(type).isNotBlank();
            assertTellsNothing(refused);
        }
    }

    @Test
    void plainJsonAndXmlTypesAreTaken() {
        assertThat(server.post("/Patient", Bedside.person("Patient"), "Content-Type", "application/json")
                        .status())
                .isEqualTo(201);
        assertThat(server.post(
                                "/Patient",
                                Bedside.person("Patient"),
                                "Content-Type",
                                "application/fhir+json; charset=utf-8; fhirVersion=4.0")
                        .status())
                .isEqualTo(201);
        assertThat(server.post(
                                "/Patient",
                                "<Patient xmlns=\"http://hl7.org/fhir\"><active value=\"true\"/></Patient>",
                                "Content-Type",
                                "application/xml")
                        .status())
                .isEqualTo(201);
    }
}
