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
        for (String id : List.of("Patient/example", "Patient/other", "Practitioner/example", "Specimen/biopsy")) {
            store(id, "{\"resourceType\": \"%s\"}".formatted(id.split("/")[0]));
        }
        store("Group/ward-3", "{\"resourceType\": \"Group\", \"type\": \"person\", \"actual\": true}");
        store(
                "QuestionnaireResponse/fatigue",
                "{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\"}");
        for (ObjectNode grade : new Bedside(SERVER, "Patient/example", "Practitioner/example").twelve("4")) {
            boolean left = grade.at("/bodySite/coding/0/code").asText().matches("80768000|32153003");
            String movement = grade.at("/code/coding/0/code").asText();
            store("Observation/" + (left ? "left-" : "right-") + movement, grade.toString());
        }
        store("Device/dynamometer", "{\"resourceType\": \"Device\"}");
        storeWhatTheOtherScoresAreMadeOf(new Bedside(SERVER, "Patient/example", "Practitioner/example"));
        for (String grade : List.of(
                "left-biceps-4-minus",
                "right-knee-extension-5",
                "right-ankle-dorsiflexion-not-testable-pain",
                "sum-score-48")) {
            store("Observation/" + grade, RunningServer.example("valid/" + grade + ".json"));
        }
        for (String cause : List.of("Condition/stroke", "Condition/guillain-barre-syndrome")) {
            store(
                    cause,
                    "{\"resourceType\": \"Condition\", \"subject\": {\"reference\": \"Patient/example\"}, \"code\": {\"text\": \"%s\"}}"
                            .formatted(cause));
        }
        store("Condition/weakness-of-guillain-barre", RunningServer.example("valid/weakness-of-guillain-barre.json"));
    }

    /** Under the ids that the examples name; motor values of 4 and manual tests of 8. */
    private static void storeWhatTheOtherScoresAreMadeOf(Bedside bedside) {
        for (boolean upper : List.of(true, false)) {
            List<ObjectNode> values = bedside.motorValues(upper, "4");
            for (int i = 0; i < values.size(); i++) {
                String muscle = values.get(i).at("/code/coding/0/code").asText();
                store(
                        "Observation/" + (i % 2 == 0 ? "left-" : "right-") + muscle,
                        values.get(i).toString());
            }
        }
        for (ObjectNode grade : bedside.manualTests(false, 8)) {
            String movement = grade.at("/code/coding/0/code").asText();
            store("Observation/" + (movement.startsWith("neck") ? "" : "right-") + movement + "-mmt", grade.toString());
        }
    }

    private static void store(String reference, String json) {
        ObjectNode resource = (ObjectNode) Answer.read(json);
        resource.put("id", reference.split("/")[1]);
        Answer stored = SERVER.put("/" + reference, resource.toString());
        assertThat(stored.status()).as(stored.body()).isIn(200, 201);
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
