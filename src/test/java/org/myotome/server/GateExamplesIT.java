package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.myotome.Answer;
import org.myotome.Answer.Issue;
import org.myotome.Bedside;
import org.myotome.ExampleSurroundings;
import org.myotome.RunningServer;

/**
 * Every example of {@code profiles/examples} over HTTP: the valid ones and the exams are stored, the others are refused for the
 * reason that their name announces, and nothing of them is stored.
 */
class GateExamplesIT {

    private static final RunningServer SERVER = RunningServer.shared();

    /** What the examples refer to and what is no example itself. */
    @BeforeAll
    static void storeWhatTheExamplesReferTo() {
        ExampleSurroundings.storeOn(SERVER);
    }

    static Stream<Path> valid() {
        return files("valid");
    }

    static Stream<Path> exams() {
        return files("exams");
    }

    static Stream<Path> refused() {
        return Stream.concat(files("invalid"), files("gate"));
    }

    private static Stream<Path> files(String folder) {
        try (Stream<Path> files = Files.list(Path.of("profiles", "examples", folder))) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("valid")
    void isAccepted(Path file) {
        ObjectNode example = storable(file);
        String type = "/" + example.path("resourceType").asText();
        Answer stored = SERVER.post(type, example.toString());
        assertThat(stored.status()).as(stored.body()).isEqualTo(201);
        JsonNode kept = SERVER.get(type + "/" + stored.id()).json();
        example.fieldNames().forEachRemaining(element -> {
            if (!element.equals("meta") && !element.equals("valueCodeableConcept")) {
                assertThat(kept.path(element)).as(element).isEqualTo(example.path(element));
            }
        });
        assertThat(kept.at("/meta/profile")).containsExactlyInAnyOrderElementsOf(example.at("/meta/profile"));
        assertThat(kept.at("/valueCodeableConcept/coding/0/code"))
                .isEqualTo(example.at("/valueCodeableConcept/coding/0/code"));
    }

    /** The example as it can be stored: without its id, and if it is a sum, of grades with that sum. */
    static ObjectNode storable(Path file) {
        ObjectNode example = (ObjectNode) read(file);
        example.remove("id");
        if (example.at("/code/coding/0/code").asText().equals("mrc-sum-score") && example.has("valueQuantity")) {
            example.set(
                    "derivedFrom", gradesOf(example.at("/valueQuantity/value").asInt()));
        }
        return example;
    }

    /** Twelve stored grades with this sum. */
    private static JsonNode gradesOf(int points) {
        Bedside bedside = new Bedside(SERVER, "Patient/example", "Practitioner/example");
        List<ObjectNode> grades = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            grades.add(bedside.twelve(String.valueOf(points / 12 + (i < points % 12 ? 1 : 0)))
                    .get(i));
        }
        return bedside.sumScore(points, bedside.store(grades)).path("derivedFrom");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exams")
    void isStoredWhole(Path file) {
        int before = SERVER.count("/Observation");
        Answer stored = SERVER.post("", read(file).toString());
        assertThat(stored.status()).as(stored.body()).isEqualTo(200);
        long observations = read(file).path("entry").findValues("resource").stream()
                .filter(resource -> resource.path("resourceType").asText().equals("Observation"))
                .count();
        assertThat(SERVER.count("/Observation") - before).isEqualTo((int) observations);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void isRefusedForTheReasonInItsName(Path file) {
        JsonNode example = read(file);
        String type = example.path("resourceType").asText();
        int before = stored();
        Answer refused = SERVER.post(type.equals("Bundle") ? "" : "/" + type, example.toString());
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.header("Content-Type")).startsWith("application/fhir+json");
        String announced = file.getFileName().toString().split("--")[0];
        assertThat(refused.issues()).anyMatch(issue -> issue.refuses() && isAbout(issue, announced));
        assertThat(refused.issues()).allMatch(Issue::teaches);
        assertThat(stored()).isEqualTo(before);
    }

    private static int stored() {
        return Stream.of("Observation", "Condition", "Procedure", "CarePlan", "Patient", "Practitioner")
                .mapToInt(type -> SERVER.count("/" + type))
                .sum();
    }

    /** Not the names of the elements that were sent, but their values; base FHIR's rules do not say which are meant. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void saysWhatWasSent(Path file) {
        String type = read(file).path("resourceType").asText();
        Answer refused =
                SERVER.post(type.equals("Bundle") ? "" : "/" + type, read(file).toString());
        assertThat(refused.issues())
                .noneMatch(issue ->
                        issue.rule().startsWith("myo-") && issue.diagnostics().startsWith("Sent: " + type + " with "));
    }

    /** Announced is the id of a rule, or the path of the element to be mended without indexes and types, or both. */
    private static boolean isAbout(Issue issue, String announced) {
        return Stream.of(announced.split("\\+")).anyMatch(one -> isAboutOne(issue, one));
    }

    private static boolean isAboutOne(Issue issue, String announced) {
        String path = issue.path()
                .replaceFirst("^Bundle\\.entry\\[\\d+]\\.resource", "Observation")
                .replaceAll("\\[\\d+]|\\.ofType\\(\\w+\\)", "");
        // Of an answer that the Questionnaire does not allow the validator names the question.
        return issue.rule().equals(announced)
                || path.equals(announced)
                || path.startsWith(announced + ".")
                || issue.rule().toLowerCase(Locale.ROOT).startsWith("questionnaire_qr_") && announced.startsWith(path);
    }

    private static JsonNode read(Path file) {
        return Answer.read(RunningServer.example(file.getParent().getFileName() + "/" + file.getFileName()));
    }
}
