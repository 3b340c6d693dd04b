package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.server.ErrorsIT.assertTellsNothing;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.RunningServer;

/** What the fuzzer has found, in its smallest form. */
class FuzzedRequestsIT {

    private static final String XML = "application/fhir+xml";

    private final RunningServer server = RunningServer.shared();

    /** Such a condition is none (RFC 9110, section 13.1.3). */
    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "Mon, 99 Foo 2026 00:00:00 GMT", "2026-02-30", "; drop table"})
    void aDateThatCannotBeReadIsNoCondition(String date) {
        String stored = server.store(Bedside.person("Patient"));
        assertThat(server.get("/" + stored, "If-Modified-Since", date).status()).isEqualTo(200);
        assertThat(server.get("/" + stored, "If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT")
                        .status())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "max-age=x", "W/\"x\"", "W/\"1", "\"99999999999999999999\"", "W/\"1\", W/\"2\""})
    void whatIsNoVersionMatchesNone(String version) {
        String stored = server.store(Bedside.person("Patient"));
        String person = Bedside.person("Patient").replace("{\"res", "{\"id\": \"" + stored.substring(8) + "\", \"res");
        Answer refused = server.put("/" + stored, person, "If-Match", version);
        assertThat(refused.status()).as(refused.body()).isEqualTo(412);
        assertThat(refused.refusal().diagnostics()).contains("ETag");
        assertThat(server.put("/" + stored, person, "If-Match", "W/\"1\"").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"x\"]",
                "[null]",
                "[[]]",
                "\"x\"",
                "[{\"url\": \"https://example.org/e\", \"extension\": [1]}]"
            })
    void anExtensionThatIsNoneIsRefused(String extension) {
        String person = "{\"resourceType\": \"Patient\", \"extension\": " + extension + "}";
        for (String path : new String[] {"/Patient", "/Patient/$validate"}) {
            Answer refused = server.post(path, person);
            assertThat(refused.status()).as(refused.body()).isIn(200, 400, 422);
            assertThat(refused.issues()).anyMatch(Answer.Issue::refuses);
            assertTellsNothing(refused);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_"})
    void aPropertyWithoutANameIsRefused(String name) {
        String person = "{\"resourceType\": \"Patient\", \"" + name + "\": [{\"" + name + "\": \"x\"}]}";
        for (String path : new String[] {"/Patient", "/Patient/$validate"}) {
            Answer refused = server.post(path, person);
            assertThat(refused.status()).as(refused.body()).isIn(200, 400, 422);
            assertThat(refused.issues()).anyMatch(Answer.Issue::refuses);
            assertTellsNothing(refused);
        }
    }

    @Test
    void aResourceOfAnotherTypeIsRefusedInWords() {
        String body = "<Parameters xmlns=\"http://hl7.org/fhir\"/>";
        Answer refused = server.post("/Patient", body, "Content-Type", XML, "Accept", "application/json");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.refusal().diagnostics())
                .contains("line 1, column", "Parameters")
                .doesNotContain("Exception", "unknown-source");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "UTF-7", "%"})
    void anEncodingThatDoesNotExistIsRefused(String encoding) {
        String body = "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?><Patient xmlns=\"http://hl7.org/fhir\">"
                + "<active value=\"true\"/><muscle/></Patient>";
        Answer refused = server.post("/Patient", body, "Content-Type", XML, "Accept", "application/json");
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.body()).doesNotContain("Exception", "begin ");
        assertTellsNothing(refused);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<text><status value=\"generated\"/>%1$s</text><text><status value=\"generated\"/>%1$s</text>",
                "<text><status value=\"generated\"/>%1$s%1$s</text>"
            })
    void aNarrativeThatIsThereTwiceIsRefused(String twice) {
        String narrative = "<div xmlns=\"http://www.w3.org/1999/xhtml\">x</div>";
        String body = "<Patient xmlns=\"http://hl7.org/fhir\">" + twice.formatted(narrative) + "</Patient>";
        for (String path : new String[] {"/Patient", "/Patient/$validate"}) {
            Answer refused = server.post(path, body, "Content-Type", XML, "Accept", "application/json");
            assertThat(refused.status()).as(refused.body()).isIn(200, 422);
            assertThat(refused.issues())
                    .anyMatch(issue -> issue.refuses() && issue.diagnostics().contains("once"));
            assertTellsNothing(refused);
        }
    }
}
