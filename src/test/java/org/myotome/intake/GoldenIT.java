package org.myotome.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.myotome.Answer;
import org.myotome.RunningServer;

/**
 * Each folder below {@code src/test/resources/intake} with an {@code expected.json} is a case: the message is sent as a dry run,
 * after {@code before.hl7} was stored if there is one, and the answer must be what is expected. {@code -Dmyotome.update=true}
 * writes what is answered, to be read by somebody before it is committed.
 */
class GoldenIT {

    private static final Path CASES = Path.of("src", "test", "resources", "intake");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final boolean UPDATE = Boolean.getBoolean("myotome.update");

    private final RunningServer server = RunningServer.shared();
    private final String root = server.base().replaceFirst("/fhir$", "");

    static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.filter(folder -> UPDATE ? hasMessage(folder) : Files.exists(folder.resolve("expected.json")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static boolean hasMessage(Path folder) {
        return (Files.exists(folder.resolve("message.hl7")) || Files.exists(folder.resolve("message.csv")))
                && !Files.exists(folder.resolve("no-golden"));
    }

    @Test
    void thereAreCases() throws IOException {
        assertThat(cases()).hasSizeGreaterThan(40);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aMessageBecomesWhatIsExpected(String name) throws IOException {
        Path folder = CASES.resolve(name);
        Path before = folder.resolve("before.hl7");
        if (Files.exists(before)) {
            assertThat(post("/intake/hl7v2", before, "application/hl7-v2").status())
                    .isEqualTo(200);
        }
        Answer answer = Files.exists(folder.resolve("message.hl7"))
                ? post("/intake/hl7v2?dry-run=true", folder.resolve("message.hl7"), "application/hl7-v2")
                : post(
                        "/intake/csv?dry-run=true&"
                                + Files.readString(folder.resolve("query")).strip(),
                        folder.resolve("message.csv"),
                        "text/csv");
        assertThat(answer.status()).as(answer.body()).isLessThan(500);
        String found = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(steady(answer.json())) + "\n";
        Path expected = folder.resolve("expected.json");
        if (UPDATE) {
            Files.writeString(expected, found);
        }
        assertThat(found).isEqualTo(Files.readString(expected));
    }

    /** Without what is another at each run: when a message was received. */
    private static JsonNode steady(JsonNode answer) {
        answer.findParents("recorded").forEach(node -> ((ObjectNode) node).put("recorded", "RECEIVED"));
        return answer;
    }

    private Answer post(String path, Path message, String contentType) {
        try {
            return server.send(
                    "POST",
                    root + path,
                    BodyPublishers.ofByteArray(Files.readAllBytes(message)),
                    "Content-Type",
                    contentType);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
