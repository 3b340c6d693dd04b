package org.myotome;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.myotome.intake.hl7v2.MllpListener;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** The server that all tests share, on a database of its own, and an HTTP client for it. It is started once and never reset. */
public final class RunningServer {

    private static RunningServer shared;
    private static DataSource sharedDatabase;
    private static MllpListener sharedMllp;
    private static int sharedManagement;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;

    private RunningServer(int port) {
        base = "http://localhost:" + port + "/fhir";
    }

    public static synchronized RunningServer shared() {
        if (shared == null) {
            TestDatabase database = TestDatabase.chosen();
            var context = (ServletWebServerApplicationContext) SpringApplication.run(
                    MyotomeApplication.class,
                    "--server.port=0",
                    "--management.server.port=0",
                    "--myotome.intake.mllp.port=0",
                    "--myotome.database.url=" + database.url(),
                    "--myotome.database.user=" + database.user(),
                    "--myotome.database.password=" + database.password());
            shared = new RunningServer(context.getWebServer().getPort());
            sharedDatabase = context.getBean(DataSource.class);
            sharedMllp = context.getBean(MllpListener.class);
            sharedManagement = context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
        }
        return shared;
    }

    /** A directory below {@code target} that no other test uses. */
    public static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "it")), "database")
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A client for a server that the test has started itself. */
    public static RunningServer at(int port) {
        return new RunningServer(port);
    }

    /** The address of the FHIR endpoint, without a slash at the end. */
    public String base() {
        return base;
    }

    /** The database of the server that all tests share. */
    public static JdbcTemplate sharedDatabase() {
        shared();
        return new JdbcTemplate(sharedDatabase);
    }

    /** Where the server that all tests share listens for HL7 v2. */
    public static int mllpPort() {
        shared();
        return sharedMllp.port();
    }

    /** Where the server that all tests share can be watched. */
    public static String management() {
        shared();
        return "http://127.0.0.1:" + sharedManagement + "/actuator";
    }

    /** @param headers names and values in turn */
    public Answer get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    public Answer post(String path, String json, String... headers) {
        return send("POST", path, json, headers);
    }

    public Answer put(String path, String json, String... headers) {
        return send("PUT", path, json, headers);
    }

    public Answer delete(String path, String... headers) {
        return send("DELETE", path, "", headers);
    }

    public Answer patch(String path, String patch, String contentType) {
        return send("PATCH", path, patch, "Content-Type", contentType);
    }

    /** Posts a resource that must be accepted, and returns its reference, such as {@code Patient/12}. */
    public String store(String json) {
        String type = Answer.read(json).path("resourceType").asText();
        Answer answer = post("/" + type, json);
        if (answer.status() != 201) {
            throw new AssertionError(type + " was not stored: " + answer.body());
        }
        return type + "/" + answer.id();
    }

    /** How many resources a search finds. */
    public int count(String search) {
        Answer answer = get(search + (search.contains("?") ? "&" : "?") + "_summary=count");
        if (!answer.json().has("total")) {
            throw new AssertionError(search + " was not answered: " + answer.body());
        }
        return answer.json().path("total").asInt();
    }

    /** Sends FHIR JSON unless the headers name another content type. */
    public Answer send(String method, String path, String body, String... headers) {
        return send(method, path, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body), headers);
    }

    /** @param path below the endpoint, or a whole address */
    public Answer send(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base + path))
                .method(method, body)
                .header("Content-Type", "application/fhir+json");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            return Answer.of(client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Gets an address just as a person pasted it, with characters that Java's client would refuse or escape.
     *
     * @param path from the root of the server, such as {@code /fhir/Patient}
     */
    public Answer getAsPasted(String path, String... headers) {
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.0\r\nHost: localhost\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            request.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        return sendRaw(request + "\r\n");
    }

    /** Sends a request as it is, which must let the server close the connection, and reads to the end. */
    public Answer sendRaw(String request) {
        URI address = URI.create(base);
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return Answer.ofText(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An example from {@code profiles/examples}, such as {@code valid/left-biceps-4-minus.json}. */
    public static String example(String path) {
        try {
            return Files.readString(Path.of("profiles", "examples", path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
