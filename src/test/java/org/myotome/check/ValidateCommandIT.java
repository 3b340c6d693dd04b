package org.myotome.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.RunningServer;
import org.myotome.StartedServer;

/** The command says of every example what the server says; packaged, it opens no database. */
class ValidateCommandIT {

    /** What a reference leads to is known to the server only. */
    private static final String OF_STORED = "reference-not-found|exam-disagrees|sum-score-disagrees|grade-in-use";

    private final Path directory = RunningServer.temporaryDirectory();

    @Test
    void thePackagedCommandOpensNoDatabase() throws IOException {
        Path examples = Path.of("profiles", "examples").toAbsolutePath();
        Path wrong = examples.resolve("gate").resolve("muscle-disagrees--biceps-at-the-leg.json");
        Path right = examples.resolve("valid").resolve("left-biceps-4-minus.json");
        try (StartedServer command = StartedServer.jarCommand(
                        directory, "validate", right.toString(), wrong.toString(), "-")
                .given(Files.readString(wrong))) {
            assertThat(command.ended()).as(command.printed()).isEqualTo(1);
            assertThat(command.printed().lines())
                    .as("no log")
                    .first()
                    .asString()
                    .startsWith(wrong + ":");
            assertThat(command.printed())
                    .contains("[muscle-disagrees]", "Fix: ", "\nstdin:", "3 files: 2 errors, 0 warnings");
        }
        try (StartedServer command = StartedServer.jarCommand(directory, "validate", "--format=html", "x.json")) {
            assertThat(command.ended()).isEqualTo(2);
            assertThat(command.printed()).contains("--format is one of text, outcome, ndjson, sarif, junit");
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void theVerdictIsThatOfTheServer() throws IOException {
        RunningServer server = RunningServer.shared();
        Run run = Run.of("--format=ndjson", "profiles/examples");
        assertThat(run.status()).as(run.err()).isEqualTo(1);
        List<String> outcomes = run.out().lines().toList();
        assertThat(outcomes).hasSizeGreaterThan(300);
        for (String line : outcomes) {
            JsonNode outcome = Answer.read(line);
            Path file = Path.of(outcome.at("/extension/0/valueString").asText());
            String resource = Files.readString(file);
            JsonNode sent = Answer.read(resource);
            String type = sent.path("resourceType").asText();
            JsonNode answered = server.post("/" + type + "/$validate", resource).json();
            assertThat(findings(outcome, type)).as(file.toString()).isEqualTo(findings(answered, type));
            boolean refused = findings(outcome, type).stream().anyMatch(one -> one.startsWith("error"));
            if (file.getParent().endsWith("invalid")) {
                assertThat(refused).as(file.toString()).isTrue();
            }
        }
    }

    private static Set<String> findings(JsonNode outcome, String type) {
        Set<String> findings = new TreeSet<>();
        for (JsonNode issue : outcome.path("issue")) {
            String rule = issue.at("/details/coding/0/code").asText();
            boolean ofStored = rule.equals("reference-not-found") || !type.equals("Bundle") && rule.matches(OF_STORED);
            if (!issue.path("severity").asText().equals("information") && !ofStored) {
                findings.add(issue.path("severity").asText() + " " + rule + " at "
                        + issue.at("/expression/0").asText());
            }
        }
        return findings;
    }
}
