package org.myotome;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** The server that all tests share, on an H2 file of its own, and an HTTP client for it. It is started once and never reset. */
public final class RunningServer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static RunningServer shared;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;

    private RunningServer(int port) {
        base = "http://localhost:" + port + "/fhir";
    }

    public static synchronized RunningServer shared() {
        if (shared == null) {
            Path directory = temporaryDirectory();
            var context = (ServletWebServerApplicationContext) SpringApplication.run(
                    MyotomeApplication.class,
                    "--server.port=0",
                    "--myotome.database.url=jdbc:h2:file:" + directory.resolve("myotome"));
            shared = new RunningServer(context.getWebServer().getPort());
        }
        return shared;
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "it")), "database")
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of the FHIR endpoint, without a slash at the end. */
    public String base() {
        return base;
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

    /** Sends FHIR JSON unless the headers name another content type. */
    public Answer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/fhir+json");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            return new Answer(client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
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

    /** What came back. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public JsonNode json() {
            try {
                return JSON.readTree(body());
            } catch (IOException e) {
                throw new UncheckedIOException("Not JSON: " + body(), e);
            }
        }

        /** The id that a created resource got. */
        public String id() {
            return json().path("id").asText();
        }
    }
}
