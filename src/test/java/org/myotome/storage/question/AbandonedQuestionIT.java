package org.myotome.storage.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.RunningServer;
import org.myotome.ServerLog;

/** What the database does for nobody, or for too long, is stopped: of operations, and of searches, here and in HAPI. */
class AbandonedQuestionIT {

    private static final RunningServer SERVER = RunningServer.shared();
    private static final String PATIENT = patient();
    private static final String STRENGTH = "MYO_STRENGTH";
    private static final String TREND = "GET /fhir/Patient/[id]/$strength-trend";
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

    /** By the table that they cannot do without. */
    static Stream<Arguments> questions() {
        return Stream.of(
                Arguments.of(
                        STRENGTH,
                        List.of(
                                "GET /fhir/Patient/[id]/$strength-trend",
                                "POST /fhir/Patient/[id]/$strength-trend",
                                "GET /fhir/Observation/$stats?patient=[id]&code=knee-extension&statistic=count")),
                Arguments.of(
                        "HFJ_RESOURCE",
                        List.of(
                                "GET /fhir/Observation?patient=[id]",
                                "POST /fhir/Observation/_search?patient=[id]",
                                "GET /fhir/Observation?patient=[id]&_include=Observation:subject",
                                "GET /fhir/Patient/[id]")));
    }

    /** Clients that have asked, each on a connection of its own. */
    private record Clients(List<Socket> sockets) implements AutoCloseable {

        static Clients ask(List<String> questions, String... headers) throws IOException {
            List<Socket> sockets = new ArrayList<>();
            for (String question : questions) {
                Socket client = connect();
                sockets.add(client);
                send(client, question.replace("[id]", PATIENT), headers);
            }
            return new Clients(sockets);
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
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

    /** All that the server sends on a connection before it closes it. */
    private static List<String> answers(Socket client) throws IOException {
        String all = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return List.of(all.split("(?<!^)(?=HTTP/1\\.1 )"));
    }

    @Test
    void clientsThatLeaveAreMissed() throws Exception {
        List<Leaving> ways = List.of(Leaving.values());
        try (HeldTable held = HeldTable.of(STRENGTH);
                ServerLog log = ServerLog.listen();
                Clients clients = Clients.ask(Collections.nCopies(ways.size(), TREND))) {
            awaitStatements(held, ways.size());
            for (int i = 0; i < ways.size(); i++) {
                ways.get(i).leave(clients.sockets().get(i));
                assertThat(log.says("the client went away"))
                        .as(ways.get(i).name())
                        .isTrue();
                awaitStatements(held, ways.size() - i - 1);
            }
            assertThat(log.rest()).noneMatch(line -> line.contains("Exception"));
        }
    }

    @ParameterizedTest
    @MethodSource("questions")
    void statementsForNobodyAreCancelled(String table, List<String> questions) throws Exception {
        try (HeldTable held = HeldTable.of(table)) {
            Clients clients = Clients.ask(questions);
            awaitStatements(held, questions.size());
            clients.close();
            awaitStatements(held, 0);
        }
    }

    @ParameterizedTest
    @MethodSource("questions")
    void statementsThatTakeLongerThanTheClientWaitsAreCancelled(String table, List<String> questions) throws Exception {
        try (HeldTable held = HeldTable.of(table);
                Clients clients = Clients.ask(questions, "Prefer: wait=1\r\n", "Connection: close\r\n")) {
            for (Socket client : clients.sockets()) {
                assertThat(answers(client))
                        .singleElement()
                        .asString()
                        .startsWith("HTTP/1.1 503 ")
                        .contains("too-costly", "more than the 1 seconds that Prefer: wait allows", "fewer patients");
            }
            awaitStatements(held, 0);
        }
    }

    /** A client may send its next request before it has the answer: that is no sign that it left. */
    @Test
    void clientThatSendsMoreIsStillThere() throws Exception {
        try (ServerLog log = ServerLog.listen();
                HeldTable held = HeldTable.of(STRENGTH);
                Clients clients = Clients.ask(List.of(TREND))) {
            Socket client = clients.sockets().get(0);
            awaitStatements(held, 1);
            send(client, "GET /fhir/metadata?_elements=fhirVersion", "Connection: close\r\n");
            Clients others = Clients.ask(List.of(TREND));
            awaitStatements(held, 2);
            others.close();
            // Who came later was looked at, so the first was too.
            assertThat(log.says("the client went away")).isTrue();
            awaitStatements(held, 1);
            held.release();
            assertThat(answers(client))
                    .satisfiesExactly(
                            first -> assertThat(first)
                                    .startsWith("HTTP/1.1 200 ")
                                    .contains("knee-extension"),
                            second -> assertThat(second)
                                    .startsWith("HTTP/1.1 200 ")
                                    .contains("fhirVersion"));
            assertThat(log.rest()).noneMatch(line -> line.contains("went away"));
        }
    }

    private static void awaitStatements(HeldTable held, int count) {
        await().atMost(PATIENCE).until(held::statements, running -> running == count);
    }
}
