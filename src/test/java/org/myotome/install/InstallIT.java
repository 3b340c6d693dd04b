package org.myotome.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.myotome.OwnProcess;
import org.myotome.RunningServer;
import org.myotome.StartedServer;
import org.myotome.TestInstallation;

/** The installed server is the same as the jar, with its classes from the archive. */
@OwnProcess
class InstallIT {

    private final Path directory = RunningServer.temporaryDirectory();

    @Test
    void theInstalledServerTakesItsClassesFromTheArchive() throws IOException {
        TestInstallation installed = TestInstallation.shared();
        assertThat(installed.printed()).contains("java @" + installed.start());
        Path loaded = directory.resolve("loaded");
        try (StartedServer server = StartedServer.withOptions(List.of("-Xlog:class+load:file=" + loaded), directory)) {
            assertThat(server.ready()
                            .post("/Patient", "{\"resourceType\":\"Patient\"}")
                            .status())
                    .isEqualTo(201);
            assertThat(server.printed().lines()).as("no warning").hasSize(1);
            server.stop();
        }
        try (Stream<String> classes = Files.lines(loaded)) {
            assertThat(classes.filter(line -> line.contains("shared objects file"))
                            .filter(line -> line.contains("ca.uhn.fhir") || line.contains("org.hibernate")))
                    .hasSizeGreaterThan(1000);
        }
    }

    @Test
    void whatIsThereIsLeftAlone() throws IOException {
        Path mine = Files.writeString(
                Files.createDirectories(directory.resolve("used")).resolve("mine"), "data");
        try (StartedServer install = StartedServer.jarCommand(
                directory, "install", directory.resolve("used").toString())) {
            assertThat(install.ended()).isEqualTo(1);
            assertThat(install.printed()).contains("used is not an empty directory");
        }
        assertThat(mine).hasContent("data");
    }

    /** Java would start it, but without its archive. */
    @Test
    void aPlaceWithSpacesIsRefused() {
        Path spaces = directory.resolve("a place");
        try (StartedServer install = StartedServer.jarCommand(directory, "install", spaces.toString())) {
            assertThat(install.ended()).isEqualTo(1);
            assertThat(install.printed()).contains(spaces.toString(), "without spaces");
        }
        assertThat(spaces).doesNotExist();
    }

    @Test
    void aPlaceThatCannotBeWrittenIsExplained() {
        try (StartedServer install = StartedServer.jarCommand(directory, "install", "/proc/nowhere")) {
            assertThat(install.ended()).isEqualTo(1);
            assertThat(install.printed()).contains("/proc/nowhere cannot be made");
            assertThat(install.printed().lines()).as("a reason, no stack trace").hasSizeLessThan(5);
        }
    }

    @Test
    void aMissingDirectoryIsExplained() {
        for (String[] wrong : new String[][] {{"install"}, {"install", "--help"}, {"install", "a", "b"}}) {
            try (StartedServer install = StartedServer.jarCommand(directory, wrong)) {
                assertThat(install.ended()).isEqualTo(2);
                assertThat(install.printed()).contains("One directory is needed", "Usage: install DIRECTORY");
            }
        }
    }
}
