package org.myotome.intake.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myotome.intake.hl7v2.MllpProperties.ClientAuth;
import org.springframework.util.unit.DataSize;

/** The listener with TLS, whose keys are made for this test and thrown away. */
class MllpTlsTest {

    private static final String PASSWORD = "for-this-test";
    private static final byte[] MESSAGE = SampleMessage.usual().bytes();

    @TempDir
    private static Path directory;

    private final FakeIntake intake = new FakeIntake();

    @BeforeAll
    static void makeKeys() throws Exception {
        for (String owner : List.of("server", "client", "stranger")) {
            keytool(
                    "-genkeypair",
                    "-alias",
                    owner,
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=localhost",
                    "-keystore",
                    store(owner));
        }
        for (String owner : List.of("server", "client")) {
            keytool("-exportcert", "-alias", owner, "-keystore", store(owner), "-file", directory + "/" + owner);
            keytool(
                    "-importcert",
                    "-noprompt",
                    "-alias",
                    owner,
                    "-keystore",
                    store("knows-" + owner),
                    "-file",
                    directory + "/" + owner);
        }
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static String store(String name) {
        return directory.resolve(name + ".p12").toString();
    }

    @Test
    void messagesComeInOverTls() throws Exception {
        try (Listening server = listening(ClientAuth.NONE, "");
                MllpClient client = client(server.port(), "stranger")) {
            assertThat(client.exchange(MESSAGE)).contains("\rMSA|AA|C-1");
            assertThat(client.exchange(MESSAGE)).contains("\rMSA|AA|C-1");
        }
        assertThat(intake.received()).hasSize(2);
    }

    @Test
    void whereClientsNeedACertificateStrangersAreTurnedAway() throws Exception {
        try (Listening server = listening(ClientAuth.NEED, store("knows-client"))) {
            try (MllpClient client = client(server.port(), "client")) {
                assertThat(client.exchange(MESSAGE)).contains("\rMSA|AA|C-1");
            }
            assertThatThrownBy(() -> {
                        try (MllpClient stranger = client(server.port(), "stranger")) {
                            stranger.exchange(MESSAGE);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
        assertThat(intake.received()).hasSize(1);
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
            try (MllpClient client = client(server.port(), "client")) {
                assertThat(client.exchange(MESSAGE))
                        .as("others are not kept waiting")
                        .contains("AA");
            }
        }
        assertThat(intake.received()).hasSize(1);
    }

    @Test
    void whoSaysNothingDoesNotHoldAThread() throws Exception {
        MllpProperties impatient = properties(store("server"), PASSWORD, ClientAuth.NONE, "", Duration.ofMillis(300));
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
                properties(store("server"), "wrong", ClientAuth.NONE, "", Duration.ofMinutes(1)),
                "myotome.intake.mllp.tls.key-store is",
                "server.p12");
        assertRefused(
                properties(store("server"), PASSWORD, ClientAuth.NEED, "", Duration.ofMinutes(1)),
                "client-auth is need",
                "trust store");
    }

    private void assertRefused(MllpProperties properties, String... words) {
        assertThatThrownBy(() -> Listening.with(intake, properties))
                .isInstanceOf(MllpStartException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
    }

    private Listening listening(ClientAuth clients, String trustStore) {
        return Listening.with(
                intake, properties(store("server"), PASSWORD, clients, trustStore, Duration.ofMinutes(1)));
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

    private static MllpClient client(int port, String owner) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(load(owner), PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(load("knows-server"));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
        socket.setSoTimeout(30_000);
        return new MllpClient(socket);
    }

    private static KeyStore load(String name) throws IOException, GeneralSecurityException {
        try (InputStream file = Files.newInputStream(Path.of(store(name)))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(file, PASSWORD.toCharArray());
            return store;
        }
    }
}
