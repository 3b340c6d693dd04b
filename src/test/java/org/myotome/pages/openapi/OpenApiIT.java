package org.myotome.pages.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.util.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.RunningServer;

/** The OpenAPI document, and the bodies that it proposes. */
class OpenApiIT {

    private final RunningServer server = RunningServer.shared();
    private final JsonNode document = document();

    @Test
    void everyOperationOfMyotomeIsInIt() {
        for (JsonNode definition :
                server.get("/OperationDefinition?_count=100").json().findValues("resource")) {
            String call = "/$" + definition.path("code").asText();
            assertThat(paths()).as(call).anyMatch(path -> path.endsWith(call));
        }
        assertThat(document.at("/paths/~1Observation~1$lastn/get/parameters").findValuesAsText("name"))
                .contains("patient", "code:in", "side", "max");
    }

    /** In the order of the examples: what a later one is about, an earlier one has stored. */
    @Test
    void everyProposedBodyIsTaken() throws IOException {
        List<String> sent = new ArrayList<>();
        Iterator<String> requests = new ObjectMapper()
                .readTree(OpenApiExamples.class.getResourceAsStream("examples.json"))
                .fieldNames();
        requests.forEachRemaining(request -> {
            String method = request.substring(0, request.indexOf(' '));
            String path = request.substring(request.indexOf(' ') + 1);
            JsonNode example = proposed(path, method);
            assertThat(example.isTextual()).as(request + " is in the document").isTrue();
            Answer answer =
                    server.send(method, path.equals("/") ? "" : path.replace("{id}", "example"), example.asText());
            assertThat(answer.status()).as(request + ": " + answer.body()).isIn(200, 201);
            sent.add(path + method);
        });
        assertThat(allProposed()).as("no body is proposed that was not sent").containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void theSwaggerPageNeedsNothingOfOtherServers() {
        Answer page = server.get("/swagger-ui/", "Accept", "text/html");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("swagger-ui-bundle.js").doesNotContain("src=\"http", "unpkg", "cdn");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'", "connect-src 'self'");
        assertThat(server.get("/swagger-ui/swagger-ui-bundle.js").status()).isEqualTo(200);
        assertThat(server.get("/swagger-ui/swagger-ui.css").status()).isEqualTo(200);
        assertThat(server.get("/swagger-ui/nothing.js").status()).isEqualTo(404);
    }

    private JsonNode document() {
        Answer answer = server.get("/api-docs");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        try {
            return Yaml.mapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> paths() {
        List<String> paths = new ArrayList<>();
        document.path("paths").fieldNames().forEachRemaining(paths::add);
        return paths;
    }

    private JsonNode proposed(String path, String method) {
        JsonNode content = document.path("paths")
                .path(path)
                .path(method.toLowerCase(Locale.ROOT))
                .at("/requestBody/content");
        return content.path("application/fhir+json").path("example");
    }

    private List<String> allProposed() {
        List<String> all = new ArrayList<>();
        for (String path : paths()) {
            document.path("paths").path(path).properties().forEach(method -> {
                if (!method.getValue().path("requestBody").findValues("example").isEmpty()) {
                    all.add(path + method.getKey().toUpperCase(Locale.ROOT));
                }
            });
        }
        return all;
    }
}
