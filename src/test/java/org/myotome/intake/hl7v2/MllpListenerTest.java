package org.myotome.intake.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** The listener over real connections. */
class MllpListenerTest {

    private static final byte[] MESSAGE = SampleMessage.usual().bytes();

    private final FakeIntake intake = new FakeIntake();

    @Test
    void messagesOfOneConnectionAreAnsweredInTheirOrder() throws IOException {
        try (Listening server = Listening.with(intake);
                MllpClient client = MllpClient.to(server.port())) {
            client.send(MESSAGE);
            client.send(SampleMessage.usual().with(10, "C-2").with(12, "2.2").bytes());
            client.send(SampleMessage.usual().with(10, "C-3").bytes());
            assertThat(client.answer()).contains("\rMSA|AA|C-1\r");
            assertThat(client.answer()).contains("\rMSA|AR|C-2|");
            assertThat(client.answer()).contains("\rMSA|AA|C-3\r");
        }
        assertThat(intake.received()).hasSize(3);
        assertThat(intake.received().get(0).content()).isEqualTo(MESSAGE);
        assertThat(intake.received().get(0).channel().code()).isEqualTo("mllp");
    }

    @Test
    void whoWantsNoAnswerGetsNone() throws IOException {
        try (Listening server = Listening.with(intake);
                MllpClient client = MllpClient.to(server.port())) {
            client.send(SampleMessage.usual().with(15, "NE").with(16, "NE").bytes());
            assertThat(client.exchange(SampleMessage.usual().with(10, "C-2").bytes()))
                    .contains("\rMSA|AA|C-2\r");
        }
        assertThat(intake.received()).hasSize(2);
    }

    @Test
    void anAnswerIsInTheCharacterSetOfItsMessage() throws IOException {
        byte[] message =
                SampleMessage.usual().with(18, "8859/1").with(12, "ü").text().getBytes(StandardCharsets.ISO_8859_1);
        try (Listening server = Listening.with(intake);
                MllpClient client = MllpClient.to(server.port())) {
            assertThat(client.exchange(message))
                    .as("read as UTF-8, in which that byte is none")
                    .contains("|\uFFFD|");
        }
    }

    @Test
    void aMessageThatIsTooLargeIsRejectedAndTheNextIsRead() throws IOException {
        MllpProperties small = new MllpProperties(
                true,
                InetAddress.getLoopbackAddress(),
                0,
                DataSize.ofKilobytes(64),
                4,
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                null);
        try (Listening server = Listening.with(intake, small);
                MllpClient client = MllpClient.to(server.port())) {
            byte[] large = SampleMessage.usual()
                    .followedBy("NTE|1||" + "x".repeat(100_000))
                    .bytes();
            assertThat(client.exchange(large)).contains("\rMSA|AR|C-1", "at most 64 KB");
            assertThat(client.exchange(MESSAGE)).contains("\rMSA|AA|C-1");
        }
        assertThat(intake.received()).hasSize(1);
    }

    @Test
    void whatIsNoMllpIsClosed() throws IOException {
        try (Listening server = Listening.with(intake);
                MllpClient client = MllpClient.to(server.port())) {
            client.raw("POST / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(client.isEnded()).isTrue();
        }
        assertThat(intake.received()).isEmpty();
    }

    @Test
    void anIdleConnectionIsClosed() throws IOException {
        MllpProperties impatient = Listening.properties(4, Duration.ofMillis(300), Duration.ofMinutes(1));
        try (Listening server = Listening.with(intake, impatient);
                MllpClient client = MllpClient.to(server.port())) {
            assertThat(client.exchange(MESSAGE)).contains("\rMSA|AA|");
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void tooManyConnectionsAreClosedAtOnceAndCounted() throws IOException {
        MllpProperties few = Listening.properties(2, Duration.ofMinutes(1), Duration.ofMinutes(1));
        try (Listening server = Listening.with(intake, few);
                MllpClient first = MllpClient.to(server.port());
                MllpClient second = MllpClient.to(server.port())) {
            assertThat(first.exchange(MESSAGE)).contains("\rMSA|AA|");
            assertThat(second.exchange(MESSAGE)).contains("\rMSA|AA|");
            try (MllpClient third = MllpClient.to(server.port())) {
                assertThat(third.isEnded()).isTrue();
            }
            assertThat(server.listener().refusedConnections()).isEqualTo(1);
            assertThat(first.exchange(MESSAGE)).as("the others go on").contains("\rMSA|AA|");
        }
    }

    @Test
    void whatIsBeingWorkedOnWhenItStopsIsFinishedAndAnswered() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        FakeIntake slow = new FakeIntake(message -> {
            begun.countDown();
            await(mayEnd);
            return message;
        });
        Listening server = Listening.with(slow);
        try (MllpClient working = MllpClient.to(server.port());
                MllpClient halfway = MllpClient.to(server.port())) {
            halfway.raw("\u000BMSH|^~\\&|A".getBytes(StandardCharsets.US_ASCII));
            working.send(MESSAGE);
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
            assertThat(halfway.isEnded()).as("what nobody was promised").isTrue();
            assertThat(stopped).isNotDone();
            mayEnd.countDown();
            assertThat(working.answer()).contains("\rMSA|AA|C-1");
            stopped.get(10, TimeUnit.SECONDS);
            assertThat(working.isEnded()).isTrue();
        }
        assertThat(slow.received()).hasSize(1);
    }

    @Test
    void afterItHasStoppedNobodyConnects() {
        Listening server = Listening.with(intake);
        int port = server.port();
        assertThat(server.listener().isRunning()).isTrue();
        server.close();
        assertThat(server.listener().isRunning()).isFalse();
        assertThatThrownBy(() -> MllpClient.to(port)).isInstanceOf(ConnectException.class);
    }

    @Test
    void aFailureInsideIsAnAnswerAndNotTheEnd() throws IOException {
        FakeIntake failing = new FakeIntake(message -> {
            throw new StackOverflowError("Synthetic^Anna");
        });
        try (Listening server = Listening.with(failing);
                MllpClient client = MllpClient.to(server.port())) {
            assertThat(client.exchange(MESSAGE)).contains("\rMSA|AR|C-1").doesNotContain("Anna");
            assertThat(client.exchange(MESSAGE)).contains("\rMSA|AR|C-1");
        }
    }

    @Test
    void aMessageThatIsCutOffIsNotStored() throws IOException {
        try (Listening server = Listening.with(intake)) {
            try (MllpClient client = MllpClient.to(server.port())) {
                client.raw("\u000B".getBytes(StandardCharsets.US_ASCII));
                client.raw(MESSAGE);
            }
            try (MllpClient client = MllpClient.to(server.port())) {
                assertThat(client.exchange(SampleMessage.usual().with(10, "C-2").bytes()))
                        .contains("C-2");
            }
        }
        assertThat(intake.received()).extracting(message -> message.controlId()).containsExactly("C-2");
    }

    @Test
    void anAddressThatOthersCanReachIsRefused() throws IOException {
        MllpProperties open = new MllpProperties(
                true,
                InetAddress.getByName("0.0.0.0"),
                0,
                DataSize.ofMegabytes(1),
                4,
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                null);
        assertThatThrownBy(() -> Listening.with(intake, open))
                .isInstanceOf(MllpStartException.class)
                .hasMessageContaining("myotome.intake.mllp.address is 0.0.0.0")
                .hasMessageContaining("authorization");
    }

    @Test
    void aPortThatIsTakenIsNamedWithItsProperty() {
        try (Listening server = Listening.with(intake)) {
            MllpProperties same = new MllpProperties(
                    true,
                    InetAddress.getLoopbackAddress(),
                    server.port(),
                    DataSize.ofMegabytes(1),
                    4,
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(1),
                    null);
            assertThatThrownBy(() -> Listening.with(intake, same))
                    .isInstanceOfSatisfying(MllpStartException.class, e -> {
                        assertThat(e).hasMessageContaining("Port " + server.port());
                        var analysis = new MllpStartFailure().analyze(new IllegalStateException(e));
                        assertThat(analysis.getDescription()).isEqualTo(e.getMessage());
                        assertThat(analysis.getAction())
                                .contains("myotome.intake.mllp.port", "myotome.intake.mllp.enabled");
                    });
        }
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> Listening.properties(0, Duration.ofMinutes(1), Duration.ofMinutes(1)))
                .hasMessageContaining("myotome.intake.mllp.max-connections is 0");
        assertThatThrownBy(() -> Listening.properties(1, Duration.ZERO, Duration.ofMinutes(1)))
                .hasMessageContaining("myotome.intake.mllp.idle-timeout");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
