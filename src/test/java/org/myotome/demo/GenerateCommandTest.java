package org.myotome.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenerateCommandTest {

    @TempDir
    private Path directory;

    @Test
    void writesTheTestersThenAsManyPatientsAsAskedFor() throws IOException {
        Path file = directory.resolve("patients.ndjson");
        assertThat(run("--patients 7 --seed=3 --out " + file)).isZero();
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.stream().map(line -> line.substring(0, line.indexOf(','))))
                .startsWith("{\"resourceType\":\"Practitioner\"")
                .contains("{\"resourceType\":\"Observation\"")
                .filteredOn("{\"resourceType\":\"Patient\""::equals)
                .hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--patients",
                "--patients 0",
                "--patients=10000000",
                "--patients many",
                "--seed 1.5",
                "--out=",
                "--format csv",
                "20000"
            })
    void wrongArgumentsEndWithCode2(String arguments) {
        assertThat(run(arguments)).isEqualTo(2);
    }

    @Test
    void aFileThatCannotBeWrittenEndsWithCode1() {
        assertThat(run("--patients 1 --out " + directory.resolve("no/such/folder")))
                .isEqualTo(1);
    }

    private static int run(String arguments) {
        return new GenerateCommand().run(List.of(arguments.split(" ")));
    }
}
