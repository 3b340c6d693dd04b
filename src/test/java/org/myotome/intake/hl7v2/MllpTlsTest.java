package org.myotome.intake.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myotome.intake.hl7v2.MllpProperties.ClientAuth;
import org.springframework.util.unit.DataSize;

/** The listener with TLS, whose keys are made for this test and thrown away. */
class MllpTlsTest {

    private static final String PASSWORD = TestKeys.PASSWORD;
    private static final byte[] MESSAGE = SampleMessage.usual().bytes();

    @TempDir
    private static Path directory;

    private static TestKeys keys;

    private final FakeIntake intake = new FakeIntake();

    @BeforeAll
    static void makeKeys() throws Exception {
        keys = new TestKeys(directory);
    }

    @Test
    void messagesComeInOverTls() throws Exception {
        try (Listening server = listening(ClientAuth.NONE, "");
                MllpClient client = keys.client(server.port(), "stranger")) {
            assertThat(client.exchange(MESSAGE)).contains("\rMSA|AA|C-1");
            assertThat(client.exchange(MESSAGE)).contains("\rMSA|AA|C-1");
        }
        assertThat(intake.received()).hasSize(2);
    }

    @Test
    void whereClientsNeedACertificateStrangersAreTurnedAway() throws Exception {
        try (Listening server = listening(ClientAuth.NEED, keys.store("knows-client"))) {
            try (MllpClient client = keys.client(server.port(), "client")) {
                assertThat(client.exchange(MESSAGE)).contains("\rMSA|AA|C-1");
            }
            assertThatThrownBy(() -> {
                        try (MllpClient stranger = keys.client(server.port(), "stranger")) {
                            stranger.exchange(MESSAGE);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
        assertThat(intake.received()).hasSize(1);
    }

    @Test
    void theCertificatesOfSendersCanBePem() throws Exception {
        try (Listening server = listening(ClientAuth.NEED, keys.pem("client"));
                MllpClient client = keys.client(server.port(), "client")) {
            assertThat(client.exchange(MESSAGE)).contains("\rMSA|AA|C-1");
        }
        String broken = Files.writeString(
                        directory.resolve("broken.pem"),
                        "-----BEGIN CERTIFICATE-----\nxyz\n-----END CERTIFICATE-----\n")
                .toString();
        assertRefused(
                properties(keys.store("server"), PASSWORD, ClientAuth.NEED, broken, Duration.ofMinutes(1)),
                "myotome.intake.mllp.tls.trust-store is",
                "broken.pem");
    }

    @Test
    void whatIsNotEncryptedIsNotRead() throws Exception {
        try (Listening server = listening(ClientAuth.NONE, "")) {
            try (MllpClient plain = MllpClient.to(server.port())) {
                plain.send(MESSAGE);
                while (!plain.isEnded()) {
                    // The alert that TLS answers with.
                }
            }
            try (MllpClient client = keys.client(server.port(), "client")) {
                assertThat(client.exchange(MESSAGE))
                        .as("others are not kept waiting")
                        .contains("AA");
            }
        }
        assertThat(intake.received()).hasSize(1);
    }

    @Test
    void whoSaysNothingDoesNotHoldAThread() throws Exception {
        MllpProperties impatient =
                properties(keys.store("server"), PASSWORD, ClientAuth.NONE, "", Duration.ofMillis(300));
        try (Listening server = Listening.with(intake, impatient);
                MllpClient silent = MllpClient.to(server.port())) {
            assertThat(silent.isEnded()).isTrue();
        }
    }

    @Test
    void storesThatCannotBeReadAreNamed() {
        assertRefused(
                properties(directory + "/nowhere.p12", PASSWORD, ClientAuth.NONE, "", Duration.ofMinutes(1)),
                "myotome.intake.mllp.tls.key-store is",
                "nowhere.p12");
        assertRefused(
                properties(keys.store("server"), "wrong", ClientAuth.NONE, "", Duration.ofMinutes(1)),
                "myotome.intake.mllp.tls.key-store is",
                "server.p12");
        assertRefused(
                properties(keys.store("server"), PASSWORD, ClientAuth.NEED, "", Duration.ofMinutes(1)),
                "client-auth is need",
                "trust store");
        assertRefused(properties("", PASSWORD, ClientAuth.NONE, "", Duration.ofMinutes(1)), "has no key-store");
        assertRefused(
                properties(keys.store("knows-server"), PASSWORD, ClientAuth.NONE, "", Duration.ofMinutes(1)),
                "knows-server.p12",
                "no key");
    }

    @Test
    void otherMachinesCanSendIfTheyNeedACertificate() throws Exception {
        MllpProperties open = onEveryAddress(ClientAuth.NEED);
        try (Listening server = Listening.with(intake, open);
                MllpClient client = keys.client(server.port(), "client")) {
            assertThat(client.exchange(MESSAGE)).contains("\rMSA|AA|C-1");
        }
        assertThatThrownBy(() -> Listening.with(intake, onEveryAddress(ClientAuth.NONE)))
                .isInstanceOfSatisfying(
                        MllpStartException.class, e -> assertThat(e.remedy()).contains("client-auth=need"));
    }

    private static MllpProperties onEveryAddress(ClientAuth clients) throws IOException {
        MllpProperties here =
                properties(keys.store("server"), PASSWORD, clients, keys.store("knows-client"), Duration.ofMinutes(1));
        return new MllpProperties(
                true,
                InetAddress.getByName("0.0.0.0"),
                0,
                here.maxMessageSize(),
                here.maxConnections(),
                here.idleTimeout(),
                here.messageTimeout(),
                here.tls());
    }

    private void assertRefused(MllpProperties properties, String... words) {
        assertThatThrownBy(() -> Listening.with(intake, properties))
                .isInstanceOf(MllpStartException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
    }

    private Listening listening(ClientAuth clients, String trustStore) {
        return Listening.with(
                intake, properties(keys.store("server"), PASSWORD, clients, trustStore, Duration.ofMinutes(1)));
    }

    private static MllpProperties properties(
            String keyStore, String password, ClientAuth clients, String trustStore, Duration patience) {
        return new MllpProperties(
                true,
                InetAddress.getLoopbackAddress(),
                0,
                DataSize.ofMegabytes(20),
                8,
                patience,
                patience,
                new MllpProperties.Tls(keyStore, password, clients, trustStore, PASSWORD));
    }
}
