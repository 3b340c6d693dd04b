package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.server.ErrorsIT.assertTellsNothing;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.RunningServer;

/** The bytes around a body that programs add or lose without wanting it: they do no harm, or the error says where. */
class OddBytesIT {

    private static final String JSON = "application/fhir+json";
    private static final String XML = "application/fhir+xml";
    private static final String PATIENT_XML =
            "<Patient xmlns=\"http://hl7.org/fhir\"><name><family value=\"%s\"/></name></Patient>";

    private final RunningServer server = RunningServer.shared();

    @Test
    void aNulBehindOrInTheBodyIsRefusedWithItsPlace() {
        String person = Bedside.person("Patient");
        assertRefused(server.post("/Patient", person + "\0")).contains("NUL", "line 2");
        assertRefused(server.post("/Patient", person.replace("Synthetic", "Syn\0thetic")))
                .contains("NUL", "line 2, column");
    }

    @Test
    void aByteOrderMarkIsSkipped() {
        assertStored(server.post("/Patient", "\uFEFF" + Bedside.person("Patient")));
        String verdict =
                server.post("/Patient/$validate", Bedside.person("Patient")).body();
        assertThat(server.post("/Patient/$validate", "\uFEFF" + Bedside.person("Patient"))
                        .body())
                .isEqualTo(verdict);
        Answer xml = server.post(
                "/Patient",
                "\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n" + PATIENT_XML.formatted("Synthetic"),
                "Content-Type",
                XML,
                "Accept",
                JSON);
        assertStored(xml);
        String stored = server.store(Bedside.person("Patient"));
        Answer patched = server.patch(
                "/" + stored,
                "\uFEFF[{\"op\": \"add\", \"path\": \"/active\", \"value\": true}]",
                "application/json-patch+json");
        assertThat(patched.status()).as(patched.body()).isEqualTo(200);
        Answer utf16 = server.send(
                "POST",
                "/Patient",
                BodyPublishers.ofByteArray(("\uFEFF" + Bedside.person("Patient").replace("Synthetic", "Müller"))
                        .getBytes(StandardCharsets.UTF_16LE)),
                "Content-Type",
                JSON + "; charset=UTF-16LE");
        assertStored(utf16);
        assertThat(utf16.json().at("/name/0/family").asText()).isEqualTo("Müller");
    }

    @Test
    void utf16WithoutItsNameIsRefused() {
        byte[] body = ("\uFEFF" + Bedside.person("Patient")).getBytes(StandardCharsets.UTF_16LE);
        assertRefused(server.send("POST", "/Patient", BodyPublishers.ofByteArray(body)))
                .contains("UTF-8", "charset");
    }

    @Test
    void linesMayEndAsInWindows() {
        assertStored(server.post("/Patient", "\r\n" + Bedside.person("Patient").replace("\n", "\r\n") + "\r\n\r\n"));
        assertStored(server.post(
                "/Patient",
                PATIENT_XML.formatted("Synthetic").replace("><", ">\r\n<") + "\r\n",
                "Content-Type",
                XML,
                "Accept",
                JSON));
    }

    @ParameterizedTest
    @ValueSource(strings = {"}", "x", ";", "{}", "\u001a", "\r\n--boundary--", "<!-- -->", ",", "null", "\"", "\uFEFF"})
    void whatFollowsTheJsonIsRefusedWithItsPlace(String rest) {
        String person = Bedside.person("Patient");
        String stored = server.store(person);
        for (Answer refused : new Answer[] {
            server.post("/Patient", person + rest),
            server.post("/Patient/$validate", person + "\n" + rest),
            server.patch(
                    "/" + stored,
                    "[{\"op\": \"add\", \"path\": \"/active\", \"value\": true}]" + rest,
                    "application/json-patch+json")
        }) {
            assertRefused(refused).contains("has ended", "line");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "<Patient/>", "\u001a", "</Patient>"})
    void whatFollowsTheXmlIsRefusedWithItsPlace(String rest) {
        assertRefused(server.post(
                        "/Patient",
                        PATIENT_XML.formatted("Synthetic") + "\n" + rest,
                        "Content-Type",
                        XML,
                        "Accept",
                        JSON))
                .contains("not XML", "line 2");
    }

    @Test
    void aBodyCutOffSaysWhereItEnds() {
        String person = Bedside.person("Patient");
        assertRefused(server.post("/Patient", person.substring(0, person.length() - 20)))
                .contains("not JSON", "line 2");
        assertRefused(server.post(
                        "/Patient",
                        "<Patient xmlns=\"http://hl7.org/fhir\">\n<name>",
                        "Content-Type",
                        XML,
                        "Accept",
                        JSON))
                .contains("not XML", "line 2");
    }

    @Test
    void aBodyInChunksNeedsNoLength() {
        byte[] body = Bedside.person("Patient").getBytes(StandardCharsets.UTF_8);
        assertStored(
                server.send("POST", "/Patient", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
    }

    /** Such a request has no body as HTTP sees it (RFC 9112, section 6.3), whatever follows. */
    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1"})
    void aBodyWithoutLengthIsRefused(String version) {
        Answer refused = server.sendRaw("POST /fhir/Patient HTTP/" + version
                + "\r\nHost: localhost\r\nContent-Type: application/fhir+json\r\nConnection: close\r\n\r\n"
                + Bedside.person("Patient"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("OperationOutcome", "Content-Length");
    }

    private static void assertStored(Answer stored) {
        assertThat(stored.status()).as(stored.body()).isEqualTo(201);
    }

    /** That it is a 400 that tells nothing of the inside; returns its words. */
    static AbstractStringAssert<?> assertRefused(Answer refused) {
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertTellsNothing(refused);
        return assertThat(refused.refusal().diagnostics());
    }
}
