package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.RunningServer;

/** A web page whose name leads to this machine (DNS rebinding) reads and writes nothing. */
class LocalHostIT {

    private final RunningServer server = RunningServer.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "evil.example.localhost.example",
                "127.0.0.1.evil.example",
                "127.evil.example",
                "xlocalhost",
                "10.0.0.1",
                "0.0.0.0",
                "[2001:db8::1]:80"
            })
    void anotherHostIsRefusedOnEveryPath(String host) {
        for (String path :
                new String[] {"/fhir/metadata", "/fhir/Patient?_count=1", "/", "/elsewhere", "/fhirs", "/fhir//x"}) {
            Answer refused = get(path, "Host: " + host);
            assertThat(refused.status()).as(path).isEqualTo(421);
            assertThat(refused.refusal().code()).isEqualTo("security");
            assertThat(refused.refusal().diagnostics()).contains("localhost", "127.0.0.1", "[::1]");
            assertThat(refused.body()).doesNotContain("evil");
        }
    }

    @Test
    void aWriteForAnotherHostIsNotStored() {
        String person = Bedside.person("Patient");
        String identifier = Answer.read(person).at("/identifier/0/value").asText();
        String rest = "Content-Type: application/fhir+json\r\nContent-Length: " + person.length()
                + "\r\nConnection: close\r\n\r\n" + person;
        assertThat(server.sendRaw("POST /fhir/Patient HTTP/1.1\r\nHost: evil.example\r\n" + rest)
                        .status())
                .isEqualTo(421);
        assertThat(server.count("/Patient?identifier=" + identifier)).isZero();
        assertThat(server.sendRaw("POST /fhir/Patient HTTP/1.1\r\nHost: localhost\r\n" + rest)
                        .status())
                .isEqualTo(201);
        assertThat(server.count("/Patient?identifier=" + identifier)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "LocalHost", "localhost:8080", "127.0.0.1", "127.0.0.1:1", "[::1]", "[::1]:8080"})
    void thisMachineIsAnsweredUnderAnyPort(String host) {
        assertThat(get("/fhir/Patient?_count=1", "Host: " + host).status()).isEqualTo(200);
    }

    @Test
    void whatAProxyWouldForwardIsNotBelieved() {
        for (String header : new String[] {"X-Forwarded-Host: %s", "Forwarded: host=%s", "X-Forwarded-Server: %s"}) {
            Answer refused = get("/fhir/metadata", "Host: evil.example", header.formatted("localhost"));
            assertThat(refused.status()).as(header).isEqualTo(421);
            Answer answered = get(
                    "/fhir/Patient?_count=1",
                    "Host: localhost:1",
                    header.formatted("evil.example"),
                    "X-Forwarded-Proto: https");
            assertThat(answered.status()).as(header).isEqualTo(200);
            assertThat(answered.body())
                    .contains("http://localhost:1/fhir")
                    .doesNotContain("evil.example", "https://localhost");
        }
    }

    @Test
    void aSecondHostIsRefused() {
        assertThat(get("/fhir/metadata", "Host: localhost", "Host: evil.example")
                        .status())
                .isEqualTo(400);
        assertThat(server.sendRaw(
                                "GET http://evil.example/fhir/metadata HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                        .status())
                .isIn(400, 421);
        assertThat(server.sendRaw(
                                "GET http://evil.example/fhir/metadata HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
                        .status())
                .isEqualTo(421);
    }

    private Answer get(String path, String... headers) {
        return server.sendRaw("GET " + path + " HTTP/1.1\r\n" + String.join("\r\n", headers)
                + "\r\nAccept: application/fhir+json\r\nConnection: close\r\n\r\n");
    }
}
