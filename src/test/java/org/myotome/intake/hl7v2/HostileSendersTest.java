package org.myotome.intake.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.myotome.intake.Channel;
import org.myotome.intake.IntakeRefusal;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Whatever is sent, the answer is a rejection or a closed connection: no stack trace, no leaked and no stuck thread. */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class HostileSendersTest {

    private static final long SEED = 45;
    private static final byte[] MESSAGE = SampleMessage.usual().bytes();

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final FakeIntake intake = new FakeIntake();
    private final long threadsBefore = Listening.threads();

    @AfterEach
    void nothingIsLeftBehind(CapturedOutput output) {
        await().atMost(Duration.ofSeconds(10)).until(() -> Listening.threads() <= threadsBefore);
        assertThat(output.getAll()).doesNotContain("\tat ", "Synthetic");
    }

    @Test
    void everyMessageHasAnAnswerHoweverItIsBroken() {
        Hl7Receiver receiver = new Hl7Receiver(intake, FakeIntake.CLOCK);
        for (int i = 0; i < 20_000; i++) {
            byte[] content = i % 4 == 0 ? noise(300) : mutated(MESSAGE);
            Hl7Receiver.Reply reply = receiver.receive(content, Channel.HTTP, Optional.empty());
            if (reply.text().isEmpty()) {
                continue;
            }
            List<String> segments = List.of(reply.text().split("\r"));
            assertThat(segments.get(0)).startsWith("MSH");
            assertThat(segments.get(1)).startsWith("MSA");
            assertThat(segments.subList(2, segments.size())).allMatch(segment -> segment.startsWith("ERR"));
        }
    }

    @Test
    void everyFileIsReadOrRefused() {
        byte[] file = ("FHS|^~\\&|A\rBHS|^~\\&|A\r" + SampleMessage.usual().text() + "BTS|1\rFTS|1\r")
                .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] content = mutated(file);
            try {
                assertThat(Hl7File.read(content).batches()).isNotNull();
            } catch (IntakeRefusal refusal) {
                assertThat(refusal.issues()).isNotEmpty();
            }
        }
    }

    @Test
    void arbitraryBytesOverTheWireEndNothing() throws IOException {
        try (Listening server = Listening.with(intake)) {
            for (int i = 0; i < 300; i++) {
                try (MllpClient client = MllpClient.to(server.port())) {
                    byte[] bytes = i % 2 == 0 ? noise(2000) : mutated(framed(MESSAGE));
                    client.raw(bytes);
                } catch (IOException closed) {
                    // It was closed before all of the noise was written.
                }
            }
            assertIsWell(server);
        }
    }

    @Test
    void truncatedFramesLeaveNothing() throws IOException {
        try (Listening server = Listening.with(intake)) {
            byte[] frame = framed(MESSAGE);
            for (int length = 0; length < frame.length; length++) {
                try (MllpClient client = MllpClient.to(server.port())) {
                    client.raw(Arrays.copyOf(frame, length));
                }
            }
            assertThat(intake.received()).isEmpty();
            assertIsWell(server);
        }
    }

    @Test
    void aSegmentOfTenMegabytesIsRead() throws IOException {
        byte[] large = SampleMessage.usual()
                .followedBy("NTE|1||" + "x".repeat(10 << 20) + "\r")
                .bytes();
        byte[] header = SampleMessage.usual().with(8, "x".repeat(10 << 20)).bytes();
        try (Listening server = Listening.with(intake);
                MllpClient client = MllpClient.to(server.port())) {
            assertThat(client.exchange(large)).contains("\rMSA|AA|C-1");
            assertThat(client.exchange(header)).as("no header is so long").contains("\rMSA|AR|");
            assertIsWell(server);
        }
    }

    /** They would need minutes for their messages, and have the threads for a second. */
    @Test
    void slowSendersDoNotHoldTheirThreads() throws Exception {
        MllpProperties impatient = Listening.properties(8, Duration.ofSeconds(1), Duration.ofSeconds(1));
        try (Listening server = Listening.with(intake, impatient)) {
            List<Callable<Boolean>> senders = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                senders.add(() -> drip(server.port()));
            }
            assertThat(all(senders)).containsOnly(true);
            assertIsWell(server);
        }
        assertThat(intake.received()).hasSize(1);
    }

    private static boolean drip(int port) throws Exception {
        try (MllpClient client = MllpClient.to(port)) {
            for (byte next : framed(SampleMessage.usual()
                    .followedBy("NTE|1||" + "x".repeat(10_000))
                    .bytes())) {
                client.raw(new byte[] {next});
                Thread.sleep(10);
            }
            return false;
        } catch (IOException closed) {
            return true;
        }
    }

    /** Their answers fill all buffers between them and the server, which would wait to write the next one. */
    @Test
    void whoReadsNoAnswerDoesNotHoldAThread() throws Exception {
        MllpProperties impatient = Listening.properties(8, Duration.ofSeconds(2), Duration.ofSeconds(2));
        byte[] refused = framed(SampleMessage.usual().with(12, "x".repeat(50)).bytes());
        try (Listening server = Listening.with(intake, impatient);
                MllpClient client = MllpClient.to(server.port())) {
            Callable<Boolean> sender = () -> {
                try {
                    for (int i = 0; i < 200_000; i++) {
                        client.raw(refused);
                    }
                    return false;
                } catch (IOException closed) {
                    return true;
                }
            };
            assertThat(all(List.of(sender))).containsExactly(true);
            assertIsWell(server);
        }
    }

    @Test
    void twoHundredConnectionsAtOnceAreAnsweredOrClosed() throws Exception {
        try (Listening server = Listening.with(intake)) {
            List<Callable<Boolean>> senders = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                senders.add(() -> isAnswered(server.port()));
            }
            List<Boolean> answered = all(senders);
            assertThat(answered).hasSize(200);
            assertThat(answered.stream().filter(yes -> yes).count()).isPositive();
            assertThat(intake.received())
                    .hasSize((int) answered.stream().filter(yes -> yes).count());
            assertIsWell(server);
        }
    }

    private static boolean isAnswered(int port) throws InterruptedException {
        try (MllpClient client = MllpClient.to(port)) {
            String answer = client.exchange(MESSAGE);
            assertThat(answer).contains("\rMSA|AA|C-1");
            Thread.sleep(200);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    private static List<Boolean> all(List<Callable<Boolean>> work) throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(work.size());
        try {
            List<Boolean> results = new ArrayList<>();
            for (Future<Boolean> result : senders.invokeAll(work)) {
                results.add(result.get());
            }
            return results;
        } finally {
            senders.shutdownNow();
        }
    }

    private static void assertIsWell(Listening server) {
        await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> {
            try (MllpClient client = MllpClient.to(server.port())) {
                return client.exchange(MESSAGE).contains("\rMSA|AA|C-1");
            }
        });
    }

    private byte[] noise(int most) {
        byte[] bytes = new byte[random.nextInt(most)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** With a few bytes changed, left out, doubled or cut off. */
    private byte[] mutated(byte[] original) {
        byte[] bytes = original.clone();
        for (int changes = 1 + random.nextInt(4); changes > 0 && bytes.length > 0; changes--) {
            int at = random.nextInt(bytes.length);
            byte[] before = Arrays.copyOf(bytes, at);
            byte[] after = Arrays.copyOfRange(bytes, at, bytes.length);
            bytes = switch (random.nextInt(4)) {
                case 0 -> joined(before, new byte[] {(byte) random.nextInt(256)}, after);
                case 1 -> joined(before, Arrays.copyOfRange(after, 1, after.length));
                case 2 -> joined(before, after, after);
                default -> before;
            };
        }
        return bytes;
    }

    private static byte[] joined(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    private static byte[] framed(byte[] message) {
        return joined(new byte[] {0x0B}, message, new byte[] {0x1C, '\r'});
    }
}
