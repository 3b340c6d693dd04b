package org.myotome.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command takes, and what it says of what it does not. */
class ValidateUsageTest {

    private static final String VALID = "profiles/examples/valid/left-biceps-4-minus.json";
    private static final String WRONG_LIMB = "profiles/examples/invalid/myo-4--left-limb-right-muscle.json";

    @TempDir
    private Path directory;

    @Test
    void aDirectoryIsWalkedInTheOrderOfNames() throws IOException {
        Files.createDirectories(directory.resolve("b"));
        Files.copy(Path.of(WRONG_LIMB), directory.resolve("b/2.json"));
        Files.copy(Path.of(WRONG_LIMB), directory.resolve("a.json"));
        Files.copy(Path.of(VALID), directory.resolve("c.json"));
        Files.writeString(directory.resolve("notes.txt"), "no strength");
        Run run = Run.of(directory.toString());
        assertThat(run.out().lines().filter(line -> line.contains(": error: ")).map(line -> line.split(":")[0]))
                .containsExactly(
                        directory.resolve("a.json").toString(),
                        directory.resolve("b/2.json").toString());
        assertThat(run.out()).contains("3 files: 2 errors");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--format=html x.json",
                "--frobnicate x.json",
                "--output= x.json",
                "--color=maybe x.json",
                "--input=doc x.json",
                "--format=text --format=text x.json",
                "--mapping=none.json x.json",
                "no-such-file.json",
                "src/main/java/org/myotome/check"
            })
    void wrongUsageEndsWith2AndAReason(String arguments) {
        Run run = Run.of(arguments.isEmpty() ? new String[0] : arguments.split(" "));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).isNotBlank();
        assertThat(run.out()).isEmpty();
    }

    @Test
    void whatShowsNoFormatMustBeNamed() {
        Run run = Run.reading("elbow 4", "-");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--input=json|xml|ndjson|hl7|csv");
        assertThat(run.out()).as("a file that was not read").contains("0 files");
    }

    @Test
    void oneMissingFileDoesNotKeepTheOthersFromBeingChecked() {
        Run run = Run.of("no-such-file.json", WRONG_LIMB);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).contains("[myo-4]");
    }

    @Test
    void theHelpNamesEveryOptionAndStatus() {
        Run run = Run.of("--help");
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("--format", "sarif", "--output", "--sender", "NDJSON", "HL7 v2", "NO_COLOR", "0 no errors");
    }
}
