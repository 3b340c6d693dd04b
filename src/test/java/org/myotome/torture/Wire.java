package org.myotome.torture;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.myotome.Answer;

/** HTTP to the server under torture; a failure of the connection is for the caller to judge. */
final class Wire {

    /** Nothing may take longer, whatever is broken. */
    static final Duration LONGEST = Duration.ofSeconds(90);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String root;

    Wire(int port) {
        root = "http://localhost:" + port;
    }

    String base() {
        return root + "/fhir";
    }

    /** @param path below the FHIR endpoint */
    Answer send(String method, String path, String json, String... headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base() + path))
                .timeout(LONGEST)
                .method(method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
                .header("Content-Type", "application/fhir+json");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** What must be answered, since nothing is broken now. */
    Answer get(String path) {
        try {
            Answer answer = send("GET", path, "");
            if (answer.status() != 200) {
                throw new AssertionError(path + ": " + answer.status() + " " + answer.body());
            }
            return answer;
        } catch (IOException e) {
            throw new AssertionError(path, e);
        }
    }

    /** The resources that a search finds, of all its pages. */
    List<com.fasterxml.jackson.databind.JsonNode> all(String search) {
        List<com.fasterxml.jackson.databind.JsonNode> found = new ArrayList<>();
        for (Answer page = get(search); ; page = get(page.next())) {
            page.json().path("entry").forEach(entry -> found.add(entry.path("resource")));
            if (page.next().isEmpty()) {
                return found;
            }
        }
    }

    /** Stores what must be taken, and returns its id. */
    String store(String type, String json) {
        try {
            Answer answer = send("POST", "/" + type, json);
            if (answer.status() != 201) {
                throw new AssertionError(type + ": " + answer.status() + " " + answer.body());
            }
            return answer.id();
        } catch (IOException e) {
            throw new AssertionError(type, e);
        }
    }
}
