package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.server.ErrorsIT.assertTellsNothing;
import static org.myotome.server.OddBytesIT.assertRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.RunningServer;

/** Strings hold whole characters: neither NUL, which databases cannot keep, nor half of a surrogate pair, which UTF-8 cannot. */
class CharactersIT {

    private static final String JSON = "application/fhir+json";
    private static final String XML = "application/fhir+xml";
    private static final String PATIENT_XML =
            "<Patient xmlns=\"http://hl7.org/fhir\"><name><family value=\"%s\"/></name></Patient>";

    private final RunningServer server = RunningServer.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\u0000",
                "a\\u0000b",
                "\\ud800",
                "\\udfff",
                "a\\ud83d",
                "\\ude00\\ud83d",
                "\\ud83d\\ud83d\\ude00"
            })
    void halfACharacterOrNoneIsRefusedWithItsPath(String family) {
        String patient =
                "{\"resourceType\": \"Patient\", \"active\": true,\n \"name\": [{\"family\": \"" + family + "\"}]}";
        String stored = server.store(Bedside.person("Patient"));
        for (Answer refused : new Answer[] {
            server.post("/Patient", patient),
            server.post("/Patient/$validate", patient),
            server.put("/Patient/odd", patient.replace("\"active\"", "\"id\": \"odd\", \"active\"")),
            server.post("", """
                    {"resourceType": "Bundle", "type": "batch", "entry": [{"resource": %s,
                     "request": {"method": "POST", "url": "Patient"}}]}""".formatted(patient)),
            server.patch(
                    "/" + stored,
                    "[{\"op\": \"replace\", \"path\": \"/name/0/family\", \"value\": \"" + family + "\"}]",
                    "application/json-patch+json")
        }) {
            assertRefused(refused).containsAnyOf("name[0].family (line 2, column", "[0].value (line 1, column");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\ud800"})
    void namesOfPropertiesAreTextToo(String name) {
        assertRefused(server.post("/Patient", "{\"resourceType\": \"Patient\", \"a" + name + "\": 1}"))
                .contains("line 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"&#xD800;", "&#55296;", "&#0;", "&#x0;", "\u0000", "&#x1F600;&#xDE00;"})
    void xmlHasNoHalfCharactersEither(String family) {
        for (String path : new String[] {"/Patient", "/Patient/$validate"}) {
            assertRefused(server.post(path, PATIENT_XML.formatted(family), "Content-Type", XML, "Accept", JSON))
                    .containsPattern("line 1, column \\d+");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"&#xD800;", "&#0;", "\u0001", "<b>&#55296;</b>", "<b title='&#xDFFF;'>x</b>"})
    void aNarrativeHasNoHalfCharactersEither(String words) {
        String div = "<div xmlns='http://www.w3.org/1999/xhtml'>" + words + "</div>";
        Answer xml = server.post(
                "/Patient",
                "<Patient xmlns=\"http://hl7.org/fhir\"><text><status value=\"generated\"/>" + div
                        + "</text></Patient>",
                "Content-Type",
                XML,
                "Accept",
                JSON);
        assertRefused(xml).containsPattern("line 1, column \\d+");
        String json =
                "{\"resourceType\": \"Patient\", \"text\": {\"status\": \"generated\", \"div\": \"" + div + "\"}}";
        for (String path : new String[] {"/Patient", "/Patient/$validate"}) {
            Answer refused = server.post(path, json);
            assertThat(refused.status()).as(refused.body()).isIn(400, 422);
            assertTellsNothing(refused);
        }
    }

    @Test
    void wholeCharactersOfEveryPlaneAreKept() {
        String person = Bedside.person("Patient");
        Answer json = server.post("/Patient", person.replace("Synthetic", "\\ud83d\\ude00 𝄞 \\u00fc"));
        assertThat(json.json().at("/name/0/family").asText()).isEqualTo("😀 𝄞 ü");
        Answer xml = server.post(
                "/Patient", PATIENT_XML.formatted("&#x1F600; 𝄞 &#252;"), "Content-Type", XML, "Accept", JSON);
        assertThat(xml.status()).as(xml.body()).isIn(201, 422);
    }
}
