package org.myotome.intake.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.myotome.EmptyDatabase;
import org.myotome.OwnProcess;
import org.myotome.RunningServer;
import org.myotome.StartedServer;

/** The packaged server with TLS, as docs/intake.md sets it up. */
@OwnProcess
class MllpTlsIT {

    private static final String TLS = "--myotome.intake.mllp.tls.";

    private final Path directory = EmptyDatabase.in(RunningServer.temporaryDirectory());
    private final WireMessage message = new WireMessage("SYN-TLS");

    @Test
    void aMessageComesInOverTlsAndInNoOtherWay() throws Exception {
        TestKeys keys = new TestKeys(directory);
        try (StartedServer started = StartedServer.in(
                directory,
                TLS + "key-store=" + keys.store("server"),
                TLS + "key-store-password=" + TestKeys.PASSWORD,
                TLS + "client-auth=need",
                TLS + "trust-store=" + keys.store("knows-client"),
                TLS + "trust-store-password=" + TestKeys.PASSWORD)) {
            RunningServer server = started.ready();
            int port = started.mllpPort();
            try (MllpClient plain = MllpClient.to(port)) {
                plain.send(message.bytes());
                while (!plain.isEnded()) {
                    // The alert that TLS answers with.
                }
            }
            assertThat(message.stored(server)).isZero();
            try (MllpClient client = keys.client(port, "client")) {
                assertThat(client.exchange(message.bytes())).contains(message.acceptance());
            }
            assertThat(message.stored(server)).isEqualTo(1);
            started.stop();
            assertThat(started.printed()).contains("senders must use TLS").doesNotContain("Exception", "ERROR");
        }
    }

    @Test
    void aStoreThatIsNotThereEndsTheStart() {
        try (StartedServer started = StartedServer.in(directory, TLS + "key-store=nowhere.p12")) {
            assertThat(started.ended()).isEqualTo(1);
            assertThat(started.printed())
                    .contains("myotome.intake.mllp.tls.key-store is nowhere.p12", "key-store-password")
                    .doesNotContain("\tat ");
        }
    }
}
