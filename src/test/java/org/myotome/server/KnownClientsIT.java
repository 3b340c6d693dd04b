package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.myotome.OwnProcess;
import org.myotome.RunningServer;
import org.myotome.StartedServer;

/** A server that others can reach answers those who show a certificate that it trusts, and nobody else. */
@OwnProcess
class KnownClientsIT {

    private static final String PASSWORD = "for-this-test";

    private final Path directory = RunningServer.temporaryDirectory();

    @Test
    void onlyWhoShowsATrustedCertificateIsAnswered() throws Exception {
        for (String owner : List.of("node", "proxy", "stranger")) {
            keytool("-genkeypair", "-alias", owner, "-keyalg", "EC", "-keystore", store(owner));
            keytool("-exportcert", "-rfc", "-alias", owner, "-keystore", store(owner), "-file", certificate(owner));
        }
        try (StartedServer server = StartedServer.in(
                directory,
                "--server.address=0.0.0.0",
                "--server.ssl.key-store=" + store("node"),
                "--server.ssl.key-store-password=" + PASSWORD,
                "--server.ssl.client-auth=need",
                "--server.ssl.trust-certificate=" + certificate("proxy"),
                "--management.server.ssl.enabled=false")) {
            String base = "https://localhost:" + server.securePort() + "/fhir";
            URI search = URI.create(base + "/Patient?_count=1");

            HttpResponse<String> answer = get("proxy", search);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).as("links as they were asked for").contains(base);
            assertThat(server.printed()).contains("with a certificate").doesNotContain("loopback");

            assertThatThrownBy(() -> get("stranger", search)).isInstanceOf(IOException.class);
        }
    }

    private HttpResponse<String> get(String owner, URI address)
            throws IOException, GeneralSecurityException, InterruptedException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(load(owner), PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(load("node"));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        HttpClient client = HttpClient.newBuilder().sslContext(context).build();
        return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    private KeyStore load(String owner) throws IOException, GeneralSecurityException {
        try (InputStream file = Files.newInputStream(Path.of(store(owner)))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(file, PASSWORD.toCharArray());
            return store;
        }
    }

    private String store(String owner) {
        return directory.resolve(owner + ".p12").toString();
    }

    private String certificate(String owner) {
        return directory.resolve(owner + ".crt").toString();
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        if (arguments[0].equals("-genkeypair")) {
            command.addAll(List.of("-dname", "CN=localhost", "-ext", "SAN=dns:localhost"));
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
