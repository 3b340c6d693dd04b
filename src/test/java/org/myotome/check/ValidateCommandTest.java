package org.myotome.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command finds in files of each kind, and where. */
class ValidateCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VALID = "profiles/examples/valid/left-biceps-4-minus.json";
    private static final String WRONG_LIMB = "profiles/examples/invalid/myo-4--left-limb-right-muscle.json";

    @TempDir
    private Path directory;

    @Test
    void whatIsRightIsSaidInOneLineAndEndsWith0() {
        Run run = Run.of(VALID);
        assertThat(run.status()).as(run.out()).isZero();
        assertThat(run.out().lines()).first().isEqualTo("1 file: no errors");
        assertThat(run.out()).contains("Not checked: 3 references");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void whatIsWrongIsSaidWithItsPlaceAndItsRemedyAndEndsWith1() throws IOException {
        Run run = Run.of(WRONG_LIMB);
        assertThat(run.status()).isEqualTo(1);
        int line = Run.lineOf(WRONG_LIMB, "\"bodySite\"");
        assertThat(run.out())
                .contains(
                        WRONG_LIMB + ":" + line + ":3: error: The muscle states the same side as the limb [myo-4]",
                        "At: Observation.bodySite",
                        "Sent: ",
                        "Allowed: ",
                        "Fix: Send the left or right code of the muscle",
                        "1 file: 1 error, 0 warnings");
    }

    @Test
    void ofXmlTheLineAndColumnAreThoseOfTheElement() throws IOException {
        Path xml = Files.writeString(directory.resolve("grade.xml"), xml(WRONG_LIMB));
        int line = Run.lineOf(xml.toString(), "<bodySite>");
        Run run = Run.of(xml.toString());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains(xml + ":" + line + ":4: error: ", "[myo-4]");
    }

    @Test
    void ofNdjsonEachLineIsAResource() throws IOException {
        Path lines = Files.writeString(
                directory.resolve("grades.ndjson"), inALine(VALID) + "\n\n" + inALine(WRONG_LIMB) + "\n");
        Run run = Run.of(lines.toString());
        assertThat(run.status()).isEqualTo(1);
        int column = inALine(WRONG_LIMB).indexOf("\"bodySite\"") + 1;
        assertThat(run.out())
                .contains(
                        lines + ":3:" + column + ": error: ", "1 file, 2 resources and messages: 1 error, 0 warnings");
    }

    @Test
    void aMisspeltElementIsPointedAt() throws IOException {
        Path file = Files.writeString(
                directory.resolve("misspelt.json"),
                Files.readString(Path.of(VALID)).replace("\"bodySite\"", "\"bodySyte\""));
        Run run = Run.of(file.toString());
        assertThat(run.out())
                .contains(
                        file + ":" + Run.lineOf(file.toString(), "\"bodySyte\"") + ":3: error: ", "[unknown-element]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"resourceType\": \"Patient\",\n  \"id\" 1}", "{\n \"id\": }"})
    void textThatIsNoJsonIsPointedAt(String text) {
        Run run = Run.reading(text, "--input=json", "-");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("stdin:2:", "error: The text is not JSON", "[malformed]");
    }

    @Test
    void aResourceOfNoKnownTypeIsAnError() {
        Run run = Run.reading("{\n  \"resourceType\": \"Weakness\"\n}", "-");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .contains("stdin:2:3: error: ", "Weakness", "[malformed]")
                .doesNotContain("HAPI-");
    }

    @Test
    void aMessageIsCheckedByTheMapOfItsSender() throws IOException {
        Path message = Path.of("src/test/resources/intake/side-missing-refused/message.hl7");
        Run run = Run.of(message.toString());
        assertThat(run.status()).isEqualTo(1);
        String segment = Files.readAllLines(message).get(5);
        int column = segment.indexOf("|MS-EFL^") + 2;
        assertThat(run.out())
                .contains(message + ":6:" + column + ": error: The side is missing. [side-missing]", "At: OBX[1]-3");
        assertThat(Run.of("src/test/resources/intake/side-from-sub-id/message.hl7")
                        .status())
                .isZero();
    }

    @Test
    void ofSeveralMessagesTheLinesAreThoseOfTheFile() throws IOException {
        String right = Files.readString(Path.of("src/test/resources/intake/side-from-sub-id/message.hl7"));
        String wrong = Files.readString(Path.of("src/test/resources/intake/side-missing-refused/message.hl7"));
        Path both = Files.writeString(directory.resolve("both.hl7"), right.strip() + "\n" + wrong);
        int line = (int) right.strip().lines().count() + 6;
        assertThat(Run.of(both.toString()).out()).contains(both + ":" + line + ":", "[side-missing]");
    }

    @Test
    void aTableIsCheckedCellByCell() throws IOException {
        Path table = Files.writeString(directory.resolve("grades.csv"), """
                patient,datetime,side,movement,scale,value,tester,position
                SYN-1,2026-03-01T09:30:00+01:00,left,shoulder-abduction,mrc-0-5,4,SYN-TESTER,
                SYN-1,2026-03-01T09:30:00+01:00,left,"elbow-flexion",mrc-0-5,7,SYN-TESTER,
                """);
        Run run = Run.of("--sender=EXAMPLE-TABLE", table.toString());
        assertThat(run.status()).isEqualTo(1);
        int column = "SYN-1,2026-03-01T09:30:00+01:00,left,\"elbow-flexion\",mrc-0-5,".length() + 1;
        assertThat(run.out()).contains(table + ":3:" + column + ": error: ", "[grade-unreadable]", "1 error");
        assertThat(Run.of(table.toString()).out()).contains("Nobody says which system the table comes from");
    }

    @Test
    void aFurtherProfileIsChecked() {
        String exam = "https://w3id.org/myotome/StructureDefinition/strength-exam";
        Run run = Run.of("--profile", exam, VALID);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("Observation.hasMember");
    }

    private static String inALine(String file) throws IOException {
        return Files.readAllLines(Path.of(file)).stream().map(String::strip).collect(Collectors.joining());
    }

    private static String xml(String file) throws IOException {
        Resource resource = (Resource) Run.JUDGE.fhir().newJsonParser().parseResource(Files.readString(Path.of(file)));
        return Run.JUDGE.fhir().newXmlParser().setPrettyPrint(true).encodeResourceToString(resource);
    }
}
