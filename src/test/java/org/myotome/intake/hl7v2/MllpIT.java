package org.myotome.intake.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.RunningServer;

/** Messages come in from another process, over MLLP and over HTTP, and are stored once. */
class MllpIT {

    private final RunningServer server = RunningServer.shared();
    private final WireMessage message =
            new WireMessage("SYN-" + UUID.randomUUID().toString().substring(0, 8));

    @Test
    void aSenderInAnotherProcessIsAnsweredAndItsGradeStored() throws IOException, InterruptedException {
        Path file = Files.write(RunningServer.temporaryDirectory().resolve("message.hl7"), message.bytes());
        String said = send(file.toString());
        assertThat(said).contains(message.acceptance());
        assertThat(message.stored(server)).isEqualTo(1);
        assertThat(message.patients(server)).isEqualTo(1);
        assertThat(send(file.toString(), file.toString()))
                .as("twice again, with the same answer")
                .isEqualTo(said + said);
        assertThat(message.stored(server)).isEqualTo(1);
    }

    private static String send(String... files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Path.of("target", "test-classes").toString(),
                MllpClient.class.getName(),
                "127.0.0.1",
                String.valueOf(RunningServer.mllpPort())));
        command.addAll(List.of(files));
        Process client = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(client.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(client.exitValue()).as(said).isZero();
        return said;
    }

    @Test
    void theSameMessageOverBothWaysIsOne() throws IOException {
        Answer answer = post("", message.text());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/hl7-v2;charset=UTF-8");
        assertThat(answer.body()).contains(message.acceptance());
        try (MllpClient client = MllpClient.to(RunningServer.mllpPort())) {
            assertThat(client.exchange(message.bytes())).isEqualTo(answer.body());
        }
        assertThat(message.stored(server)).isEqualTo(1);
    }

    @Test
    void aTrialStoresNothing() {
        Answer trial = post("?dry-run=true", message.text());
        assertThat(trial.status()).as(trial.body()).isEqualTo(200);
        assertThat(trial.json().at("/parameter/0/resource/resourceType").asText())
                .isEqualTo("OperationOutcome");
        assertThat(trial.json().at("/parameter/1/resource/type").asText()).isEqualTo("transaction");
        assertThat(trial.json().at("/parameter/1/resource/entry")).isNotEmpty();
        assertThat(message.stored(server)).isZero();
        assertThat(message.patients(server)).isZero();
    }

    @Test
    void ofABatchEachMessageStandsForItself() {
        WireMessage other = new WireMessage(message.name() + "-B");
        String wrong = message.text().replace("R deltoid 4/5", "R deltoid 9/5");
        Answer answer = post("", "BHS|^~\\&|EXAMPLE-TEXT|GENERAL\r" + wrong + other.text() + "BTS|2\r");
        assertThat(answer.status()).as(answer.body()).isEqualTo(500);
        assertThat(answer.body()).contains("MSA|AE|" + message.name(), other.acceptance(), "BTS|2\r");
        assertThat(message.stored(server)).isZero();
        assertThat(other.stored(server)).isEqualTo(1);
    }

    @Test
    void otherMethodsAndContentsAreRefused() {
        Answer get = server.send("GET", address(""), "");
        assertThat(get.status()).isEqualTo(405);
        assertThat(get.issues().get(0).diagnostics()).contains("POST");
        Answer json = server.send("POST", address(""), "{}");
        assertThat(json.status()).isEqualTo(415);
        assertThat(json.issues().get(0).diagnostics()).contains("application/hl7-v2");
    }

    private Answer post(String query, String text) {
        return server.send("POST", address(query), text, "Content-Type", "application/hl7-v2");
    }

    private String address(String query) {
        return server.base().replaceFirst("/fhir$", Hl7v2Servlet.PATH) + query;
    }
}
