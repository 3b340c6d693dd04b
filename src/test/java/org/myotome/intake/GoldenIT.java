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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.myotome.Answer;
import org.myotome.RunningServer;

/**
 * Each folder below {@code src/test/resources/intake} with an {@code expected.json} is a case: the message is sent as a dry run,
 * after {@code before.hl7} or {@code before.csv} was stored if there is one, and the answer must be what is expected. {@code -Dmyotome.update=true}
 * writes what is answered, to be read by somebody before it is committed.
 */
class GoldenIT {

    private static final Path CASES = Path.of("src", "test", "resources", "intake");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final boolean UPDATE = Boolean.getBoolean("myotome.update");

    private static final RunningServer SERVER = RunningServer.shared();
    private static final String ROOT = SERVER.base().replaceFirst("/fhir$", "");

    /** All of it first, so that no case depends on the order of the others: they have their tester in common. */
    @BeforeAll
    static void storeWhatCameBefore() throws IOException {
        for (String name : cases()) {
            storeWhatCameBefore(CASES.resolve(name));
        }
    }

    private static void storeWhatCameBefore(Path folder) throws IOException {
        Path message = folder.resolve("before.hl7");
        if (Files.exists(message)) {
            assertThat(post("/intake/hl7v2", message, "application/hl7-v2").status())
                    .isEqualTo(200);
        }
        Path table = folder.resolve("before.csv");
        if (Files.exists(table)) {
            Answer answer = post("/intake/csv?" + query(folder), table, "text/csv");
            assertThat(answer.body()).contains("\"refused\":0");
        }
    }

    private static String query(Path folder) throws IOException {
        return Files.readString(folder.resolve("query")).strip();
    }

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
        storeWhatCameBefore(folder);
        Answer answer = Files.exists(folder.resolve("message.hl7"))
                ? post("/intake/hl7v2?dry-run=true", folder.resolve("message.hl7"), "application/hl7-v2")
                : post("/intake/csv?dry-run=true&" + query(folder), folder.resolve("message.csv"), "text/csv");
        assertThat(answer.status()).as(answer.body()).isLessThan(500);
        String found = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(steady(answer.json())) + "\n";
        Path expected = folder.resolve("expected.json");
        if (UPDATE) {
            Files.writeString(expected, found);
        }
        assertThat(Answer.read(found)).isEqualTo(steady(Answer.read(Files.readString(expected))));
    }

    /** Without what is another at each run: when a message was received. */
    private static JsonNode steady(JsonNode answer) {
        answer.findParents("recorded").forEach(node -> ((ObjectNode) node).put("recorded", "RECEIVED"));
        return answer;
    }

    private static Answer post(String path, Path message, String contentType) {
        try {
            return SERVER.send(
                    "POST",
                    ROOT + path,
                    BodyPublishers.ofByteArray(Files.readAllBytes(message)),
                    "Content-Type",
                    contentType);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
