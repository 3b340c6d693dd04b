package org.myotome.storage.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.RunningServer;
import org.myotome.ServerLog;

/** What the database does for nobody, or for too long, is stopped: of operations, and of searches, here and in HAPI. */
class AbandonedQuestionIT {

    private static final RunningServer SERVER = RunningServer.shared();
    private static final String STRENGTH = "MYO_STRENGTH";
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    /** How a client can leave. */
    enum Leaving {
        CLOSED {
            @Override
            void leave(Socket client) throws IOException {
                client.close();
            }
        },
        RESET {
            @Override
            void leave(Socket client) throws IOException {
                client.setSoLinger(true, 0);
                client.close();
            }
        },
        SENDS_NO_MORE {
            @Override
            void leave(Socket client) throws IOException {
                client.shutdownOutput();
            }
        };

        abstract void leave(Socket client) throws IOException;
    }

    static Stream<Arguments> questions() {
        return Stream.of(
                Arguments.of("GET /fhir/Patient/[id]/$strength-trend", STRENGTH),
                Arguments.of("POST /fhir/Patient/[id]/$strength-trend", STRENGTH),
                Arguments.of("GET /fhir/Observation?patient=[id]", "HFJ_RESOURCE"),
                Arguments.of("POST /fhir/Observation/_search?patient=[id]", "HFJ_RESOURCE"),
                Arguments.of("GET /fhir/Observation?patient=[id]&_include=Observation:subject", "HFJ_RESOURCE"),
                Arguments.of("GET /fhir/Patient/[id]", "HFJ_RESOURCE"));
    }

    private static String patient() {
        Bedside bedside = Bedside.on(SERVER);
        bedside.store(List.of(bedside.grade("knee-extension", Limb.LEFT_LEG, "3")));
        return bedside.patient().substring("Patient/".length());
    }

    private static Socket connect() throws IOException {
        URI base = URI.create(SERVER.base());
        return new Socket(base.getHost(), base.getPort());
    }

    private static void send(Socket client, String question, String... headers) throws IOException {
        String request = question + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("", headers)
                + (question.startsWith("POST") ? "Content-Length: 0\r\n" : "") + "\r\n";
        client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @EnumSource
    void clientThatLeavesIsMissed(Leaving way) throws Exception {
        String question = "GET /fhir/Patient/" + patient() + "/$strength-trend";
        try (HeldTable held = HeldTable.of(STRENGTH);
                ServerLog log = ServerLog.listen();
                Socket client = connect()) {
            send(client, question);
            awaitStatements(held, 1);
            way.leave(client);
            assertThat(log.says("the client went away")).isTrue();
            awaitStatements(held, 0);
            assertThat(log.rest()).noneMatch(line -> line.contains("Exception"));
        }
    }

    @ParameterizedTest
    @MethodSource("questions")
    void statementForNobodyIsCancelled(String question, String table) throws Exception {
        String asked = question.replace("[id]", patient());
        try (HeldTable held = HeldTable.of(table)) {
            try (Socket client = connect()) {
                send(client, asked);
                awaitStatements(held, 1);
            }
            awaitStatements(held, 0);
        }
    }

    @ParameterizedTest
    @MethodSource("questions")
    void statementThatTakesLongerThanTheClientWaitsIsCancelled(String question, String table) throws Exception {
        String[] asked = question.replace("[id]", patient()).split(" /fhir");
        try (HeldTable held = HeldTable.of(table)) {
            Answer answer = SERVER.send(
                    asked[0], asked[1], "", "Prefer", "wait=1", "Content-Type", "application/x-www-form-urlencoded");
            assertThat(answer.status()).as(answer.body()).isEqualTo(503);
            assertThat(answer.issues()).singleElement().satisfies(issue -> {
                assertThat(issue.code()).isEqualTo("too-costly");
                assertThat(issue.diagnostics())
                        .contains("more than the 1 seconds that Prefer: wait allows", "fewer patients");
            });
            awaitStatements(held, 0);
        }
    }

    /** A client may send its next request before it has the answer: that is no sign that it left. */
    @Test
    void clientThatSendsMoreIsStillThere() throws Exception {
        String question = "GET /fhir/Patient/" + patient() + "/$strength-trend";
        try (ServerLog log = ServerLog.listen();
                Socket client = connect()) {
            try (HeldTable held = HeldTable.of(STRENGTH)) {
                send(client, question);
                awaitStatements(held, 1);
                send(client, "GET /fhir/metadata?_elements=fhirVersion", "Connection: close\r\n");
                try (Socket other = connect()) {
                    send(other, question);
                    awaitStatements(held, 2);
                }
                // Who came later was looked at, so the first was too.
                assertThat(log.says("the client went away")).isTrue();
                awaitStatements(held, 1);
            }
            String answers = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answers.lines().filter(line -> line.startsWith("HTTP/1.1")))
                    .containsExactly("HTTP/1.1 200 ", "HTTP/1.1 200 ");
            assertThat(answers).contains("knee-extension", "fhirVersion");
            assertThat(log.rest()).noneMatch(line -> line.contains("went away"));
        }
    }

    @Test
    void answersAsBeforeWhenTheTableIsFree() throws Exception {
        String path = "/Patient/" + patient() + "/$strength-trend";
        try (HeldTable held = HeldTable.of(STRENGTH)) {
            assertThat(SERVER.get(path, "Prefer", "wait=1").status()).isEqualTo(503);
            awaitStatements(held, 0);
        }
        assertThat(SERVER.get(path).status()).isEqualTo(200);
    }

    private static void awaitStatements(HeldTable held, int count) {
        await().atMost(PATIENCE).until(held::statements, running -> running == count);
    }
}
