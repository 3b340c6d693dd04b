package org.myotome.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.BundleOf;
import org.myotome.FreePort;
import org.myotome.RunningServer;
import org.myotome.StartedServer;

/**
 * A server whose database goes and comes back, watched from outside, which writes its log as JSON: it says what it is
 * loading, is ready when it takes writes, and its log never names a patient, whatever fails.
 */
class ReadinessIT {

    private static final String SECRET = "Zwillingsbruder";
    private static final int MOST_LOOKS = 100_000;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path directory = RunningServer.temporaryDirectory();

    @Test
    void readinessFollowsTheDatabaseAndTheLogNamesNobody() throws Exception {
        int port = FreePort.next();
        String health = "http://127.0.0.1:" + port + "/actuator/health/";
        Server database = database(0);
        String url = "jdbc:h2:tcp://localhost:" + database.getPort() + "/./myotome";
        try (StartedServer started = StartedServer.in(
                directory,
                "--management.server.port=" + port,
                "--logging.structured.format.console=ecs",
                "--myotome.database.url=" + url)) {
            CompletableFuture<RunningServer> ready = CompletableFuture.supplyAsync(started::ready);
            assertThat(stepsUntil(ready, health))
                    .as("what it said that it was loading")
                    .isNotEmpty();
            RunningServer server = ready.join();
            assertThat(server.get(started.management() + "/health/readiness").status())
                    .isEqualTo(200);

            List<String> failed = fail(server, url);
            database.stop();
            JsonNode gone = awaitStatus(health + "readiness", 503);
            assertThat(gone.at("/components/writes/details/reason").asText()).isNotBlank();
            assertThat(get(health + "liveness").statusCode())
                    .as("nobody need kill it")
                    .isEqualTo(200);
            database = database(database.getPort());
            awaitStatus(health + "readiness", 200);
            assertThat(server.post("/Patient", Bedside.person("Patient")).status())
                    .isEqualTo(201);

            started.stop();
            assertThatTheLogIsJsonAndNamesNobody(started.printed(), failed);
        } finally {
            database.stop();
        }
    }

    private Server database(int port) throws SQLException {
        return Server.createTcpServer("-tcpPort", "" + port, "-ifNotExists", "-baseDir", directory.toString())
                .start();
    }

    private Set<String> stepsUntil(CompletableFuture<?> ready, String health) {
        Set<String> steps = new TreeSet<>();
        while (!ready.isDone()) {
            try {
                HttpResponse<String> answer = get(health + "readiness");
                if (answer.statusCode() == 503) {
                    String step = Answer.read(answer.body())
                            .at("/components/loading/details/step")
                            .asText();
                    steps.add(step);
                    assertThat(get(health + "liveness").statusCode()).isEqualTo(200);
                }
            } catch (UncheckedIOException notYet) {
                // Nobody listens before the configuration is read, and for a moment between the two who do.
                Thread.onSpinWait();
            }
        }
        return steps;
    }

    private HttpResponse<String> get(String address) {
        try {
            return client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private JsonNode awaitStatus(String address, int status) {
        HttpResponse<String> answer = get(address);
        for (int look = 0; answer.statusCode() != status && look < MOST_LOOKS; look++) {
            answer = get(address);
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Answer.read(answer.body());
    }

    /** Sends what is refused, and then what fails because a table is gone; returns the ids of the requests that failed. */
    private static List<String> fail(RunningServer server, String url) throws SQLException {
        Bedside bedside = Bedside.on(server);
        ObjectNode wrong = bedside.grade("elbow-flexion", Limb.LEFT_LEG, "3");
        ObjectNode right = bedside.grade("elbow-flexion", Limb.LEFT_ARM, "3");
        ObjectNode patient = (ObjectNode) Answer.read(Bedside.person("Patient"));
        List.of(wrong, right).forEach(one -> one.putArray("note").addObject().put("text", SECRET));
        patient.putArray("name").addObject().put("family", SECRET);
        send(server, wrong, patient, right)
                .forEach(answer -> assertThat(answer.status()).isLessThan(500));
        alter(url, "alter table HFJ_RES_VER rename to HFJ_RES_VER_GONE");
        List<Answer> answers = send(server, wrong, patient, right);
        alter(url, "alter table HFJ_RES_VER_GONE rename to HFJ_RES_VER");
        assertThat(answers).allSatisfy(answer -> assertThat(answer.body()).doesNotContain("HFJ_"));
        List<String> failed = answers.stream()
                .filter(answer -> answer.status() >= 500)
                .peek(answer -> assertThat(answer.body()).doesNotContain(SECRET))
                .map(answer -> answer.header("X-Request-ID"))
                .toList();
        assertThat(failed).as("requests that failed").hasSizeGreaterThan(3).doesNotContain("");
        return failed;
    }

    private static List<Answer> send(RunningServer server, ObjectNode wrong, ObjectNode patient, ObjectNode right) {
        String root = server.base().replaceFirst("/fhir$", "");
        List<Answer> answers = new ArrayList<>();
        answers.add(server.post("/Observation", wrong.toString()));
        answers.add(server.post("/Observation", right.toString()));
        answers.add(server.post("/Patient", patient.toString()));
        answers.add(server.post("/Patient", patient.toString(), "If-None-Exist", "family=" + SECRET));
        answers.add(server.put("/Patient/" + SECRET, patient.put("id", SECRET).toString()));
        patient.remove("id");
        answers.add(
                server.post("", BundleOf.transaction().post(patient).post(right).toString()));
        answers.add(server.post("", BundleOf.batch().post(patient).post(wrong).toString()));
        answers.add(server.get("/Patient?family=" + SECRET));
        answers.add(server.get("/Patient?family:exact=" + SECRET + "&_include=*"));
        answers.add(server.get("/Patient/" + SECRET + "/_history"));
        answers.add(server.get("/Observation?subject.name=" + SECRET));
        answers.add(server.post(
                root + "/intake/hl7v2",
                "MSH|^~\\&|EHR|WARD\rPID|1||" + SECRET + "||" + SECRET + "\r",
                "Content-Type",
                "application/hl7-v2"));
        answers.add(server.post(
                root + "/intake/csv?sender=EXAMPLE-TABLE",
                "patient,datetime,side,movement,scale,value\n" + SECRET
                        + ",2026-03-01T09:30:00+01:00,left,elbow-flexion,mrc-0-5,4\n",
                "Content-Type",
                "text/csv"));
        return answers;
    }

    private static void alter(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
            connection.createStatement().execute(sql);
        }
    }

    private static void assertThatTheLogIsJsonAndNamesNobody(String log, List<String> failed) {
        assertThat(log).doesNotContain(SECRET).doesNotContain("stack_trace");
        List<JsonNode> lines = log.lines().map(Answer::read).toList();
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.path("message").asText()).isNotBlank());
        assertThat(lines.stream().map(line -> line.path("requestId").asText()))
                .as("the ids of requests that failed")
                .containsAnyElementsOf(failed);
    }
}
