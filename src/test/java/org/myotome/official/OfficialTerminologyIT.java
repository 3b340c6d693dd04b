package org.myotome.official;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.myotome.RunningServer;
import org.myotome.guide.FhirPackage;
import org.myotome.guide.ProfileDemand;

/**
 * HL7's own validator with this server as its terminology server, as with its option {@code -tx}, and with nothing but the
 * profiles of the package: every value set and every code of Myotome it has to ask for. What the server does not hold, such as
 * SNOMED CT, nobody answers.
 */
class OfficialTerminologyIT {

    private static final Path FOLDER = Path.of("target", "validator", "tx");
    private static final String VALID = "left-biceps-4-minus";

    private static Map<Path, List<OfficialIssue>> found;

    @BeforeAll
    static void validate() throws Exception {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("valid", "exams", "invalid")) {
            files.addAll(Corpus.examples(folder));
        }
        String valid = RunningServer.example("valid/" + VALID + ".json");
        files.add(write("grade-unknown", valid, "\"4-minus\"", "\"6\""));
        files.add(write("grade-misnamed", valid, "Active movement against gravity and slight resistance", "Good"));
        files.add(write("limb-misnamed", valid, "Left upper limb", "Left arm of somebody"));
        files.add(write("limb-unknown", valid, "\"80768000\"", "\"80768001\""));
        files.add(
                write("version-unknown", valid, "\"code\": \"4-minus\"", "\"version\": \"9\", \"code\": \"4-minus\""));
        found = OfficialValidator.validate(
                profiles(), files, RunningServer.shared().base());
    }

    /** The profiles of the package, without any code system or value set. */
    private static Path profiles() throws Exception {
        NpmPackage guide = NpmPackage.fromPackage(new ByteArrayInputStream(FhirPackage.read()));
        Path folder = Files.createDirectories(FOLDER.resolve("profiles"));
        for (String name : guide.list("package")) {
            if (name.matches("(StructureDefinition|Questionnaire|SearchParameter)-.*\\.json")) {
                Files.write(folder.resolve(name), guide.load("package", name).readAllBytes());
            }
        }
        return folder;
    }

    private static Path write(String name, String example, String word, String other) throws Exception {
        assertThat(example).contains(word);
        Files.createDirectories(FOLDER.resolve("examples"));
        return Files.writeString(FOLDER.resolve("examples/" + name + ".json"), example.replaceFirst(word, other));
    }

    @Test
    void whatIsValidIsValid() {
        assertThat(examples("valid", "exams").values().stream()
                        .flatMap(List::stream)
                        .filter(OfficialIssue::refuses))
                .isEmpty();
    }

    @Test
    void whatIsInvalidFailsForTheReasonInItsName() {
        Map<Path, List<OfficialIssue>> wrong = examples("invalid");
        wrong.entrySet().removeIf(example -> {
            String expected = example.getKey().getFileName().toString().split("--")[0];
            return example.getValue().stream()
                    .filter(OfficialIssue::refuses)
                    .anyMatch(error -> ProfileDemand.isAbout(expected, error.asMessage()));
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void aCodeThatIsNotThereIsAnError() {
        assertThat(errors("grade-unknown"))
                .contains("Unknown code '6' in the CodeSystem 'https://w3id.org/myotome/CodeSystem/mrc-muscle-grade'");
    }

    @Test
    void aNameThatIsNotTheCodesIsAWarning() {
        assertThat(errors("grade-misnamed")).isEmpty();
        assertThat(words("grade-misnamed", OfficialIssue::warns)).contains("Wrong Display Name 'Good'");
    }

    /** Where no slice asks for a value set, the validator lets it pass. */
    @Test
    void aVersionThatIsNotHeldIsAWarning() {
        assertThat(errors("version-unknown")).isEmpty();
        assertThat(words("version-unknown", OfficialIssue::warns))
                .contains("mrc-muscle-grade' version '9' could not be found", "Valid versions: 0.1.0");
    }

    /** The value set lists the codes and their names; that nobody holds the code system is a warning. */
    @Test
    void aCodeOfAnotherPublisherIsJudgedByTheListOfTheValueSet() {
        assertThat(errors(VALID)).isEmpty();
        assertThat(errors("limb-misnamed")).isEmpty();
        assertThat(words("limb-misnamed", OfficialIssue::warns))
                .contains(
                        "Wrong Display Name 'Left arm of somebody'",
                        "A definition for CodeSystem 'http://snomed.info/sct' could not be found");
        assertThat(errors("limb-unknown")).contains("lateralised-site");
    }

    private static String errors(String example) {
        return words(example, OfficialIssue::refuses);
    }

    private static String words(String example, Predicate<OfficialIssue> which) {
        return found.entrySet().stream()
                .filter(one -> one.getKey().getFileName().toString().equals(example + ".json"))
                .flatMap(one -> one.getValue().stream())
                .filter(which)
                .map(OfficialIssue::words)
                .reduce("", (one, next) -> one + next + "\n");
    }

    private static Map<Path, List<OfficialIssue>> examples(String... folders) {
        Map<Path, List<OfficialIssue>> examples = new TreeMap<>(found);
        examples.keySet()
                .removeIf(example -> Stream.of(folders)
                        .noneMatch(folder -> example.getParent().endsWith(folder)));
        assertThat(examples).hasSizeGreaterThan(10);
        return examples;
    }
}
