package org.myotome.intake.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Keys of a server, of a client and of a stranger, made with keytool for one test and thrown away. */
final class TestKeys {

    static final String PASSWORD = "for-this-test";

    private final Path directory;

    /** Makes them in the directory. */
    TestKeys(Path directory) throws IOException, InterruptedException {
        this.directory = directory;
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
            keytool(
                    "-exportcert",
                    "-rfc",
                    "-alias",
                    owner,
                    "-keystore",
                    store(owner),
                    "-file",
                    directory + "/" + owner);
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

    /** The file of a store: {@code server}, or {@code knows-server} with its certificate only. */
    String store(String name) {
        return directory.resolve(name + ".p12").toString();
    }

    /** The file with the certificate of an owner. */
    String pem(String owner) {
        return directory.resolve(owner).toString();
    }

    /** A sender with the key of this owner, which knows the server. */
    MllpClient client(int port, String owner) throws IOException, GeneralSecurityException {
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

    private KeyStore load(String name) throws IOException, GeneralSecurityException {
        try (InputStream file = Files.newInputStream(Path.of(store(name)))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(file, PASSWORD.toCharArray());
            return store;
        }
    }
}
