package org.myotome.intake.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.myotome.EmptyDatabase;
import org.myotome.OwnProcess;
import org.myotome.RunningServer;
import org.myotome.StartedServer;

/**
 * The server is killed with messages on their way: received and not stored, stored and not acknowledged, acknowledged. The
 * sender, who cannot know which, sends all of them again, and each is there once.
 */
@OwnProcess
class MllpDurabilityIT {

    private static final int MESSAGES = 60;
    private static final int ANSWERS_BEFORE_THE_END = 15;

    private final Path directory = EmptyDatabase.in(RunningServer.temporaryDirectory());

    @Test
    void whatIsSentAgainAfterAKillIsStoredOnce() throws IOException, InterruptedException {
        Set<String> acknowledged;
        try (StartedServer first = StartedServer.in(directory)) {
            first.ready();
            acknowledged = sendUntilKilled(first);
        }
        assertThat(acknowledged).hasSizeBetween(ANSWERS_BEFORE_THE_END, MESSAGES - 1);
        try (StartedServer second = StartedServer.in(directory)) {
            RunningServer server = second.ready();
            assertThat(messages().filter(message -> acknowledged.contains(message.name())))
                    .allSatisfy(message -> assertThat(message.stored(server)).isEqualTo(1));
            try (MllpClient client = MllpClient.to(second.mllpPort())) {
                for (WireMessage message : messages().toList()) {
                    assertThat(client.exchange(message.bytes())).contains(message.acceptance());
                }
            }
            assertThat(messages()).allSatisfy(message -> {
                assertThat(message.stored(server)).isEqualTo(1);
                assertThat(message.patients(server)).isEqualTo(1);
            });
            second.stop();
            assertThat(second.printed()).doesNotContain("ERROR", "Exception");
        }
    }

    /** All are sent, whether the answers have come or not, so that every state there is has a message in it at the end. */
    private static Set<String> sendUntilKilled(StartedServer server) throws IOException, InterruptedException {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        CountDownLatch some = new CountDownLatch(ANSWERS_BEFORE_THE_END);
        try (MllpClient client = MllpClient.to(server.mllpPort())) {
            Thread answers = new Thread(() -> {
                try {
                    for (WireMessage message : messages().toList()) {
                        if (client.answer().contains(message.acceptance())) {
                            acknowledged.add(message.name());
                            some.countDown();
                        }
                    }
                } catch (IOException killed) {
                    // The answers end with the server.
                }
            });
            answers.start();
            for (WireMessage message : messages().toList()) {
                client.send(message.bytes());
            }
            assertThat(some.await(5, TimeUnit.MINUTES)).isTrue();
            server.kill();
            answers.join(TimeUnit.MINUTES.toMillis(1));
        }
        return acknowledged;
    }

    private static Stream<WireMessage> messages() {
        return IntStream.rangeClosed(1, MESSAGES).mapToObj(number -> new WireMessage("SYN-KILL-" + number));
    }
}
