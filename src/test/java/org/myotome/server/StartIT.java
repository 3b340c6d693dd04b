package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.myotome.OwnProcess;
import org.myotome.RunningServer;
import org.myotome.StartedServer;

/** The server says in few lines that it is ready, or why it is not. */
@OwnProcess
class StartIT {

    private final Path directory = RunningServer.temporaryDirectory();

    @Test
    void oneLineSaysWhereTheServerIsAndWhatItHolds() {
        try (StartedServer started = StartedServer.jar(directory)) {
            RunningServer server = started.ready();
            assertThat(started.printed().lines()).hasSize(1);
            assertThat(started.printed())
                    .contains(server.base(), "loopback only", "jdbc:h2:file:./data/myotome")
                    .contains(
                            server.count("/StructureDefinition") + " profiles",
                            server.count("/ValueSet") + " value sets")
                    .containsPattern("\\d+ codes");
            assertThat(guideOf(server, "invalid-myo-13+Condition.code--tired-in-snomed.html"))
                    .as("the guide reads the files that the jar holds")
                    .contains("myo-13");
            assertThat(guideOf(server, "lastn.html")).contains("Observation/$lastn");
            assertThat(server.get("/api-docs?page=Observation").body()).contains("/Observation/$lastn:");
        }
    }

    private static String guideOf(RunningServer server, String page) {
        return server.get(server.base().replaceFirst("/fhir$", "/guide/" + page))
                .body();
    }

    @Test
    void anAddressThatOthersCanReachStopsTheStart() {
        try (StartedServer started = StartedServer.in(directory, "--server.address=0.0.0.0")) {
            assertThat(started.ended()).isNotZero();
            assertThat(started.printed())
                    .contains("server.address", "0.0.0.0", "authorization", "127.0.0.1")
                    .doesNotContain("Ready at");
            assertThat(started.printed().lines()).as("a reason, no stack trace").hasSizeLessThan(20);
        }
        assertThat(directory).as("no database").isEmptyDirectory();
    }

    @Test
    void aBadArtefactStopsTheStartWithItsName() throws IOException {
        Path files = Files.createDirectories(directory.resolve("files/fhir/profiles"));
        Files.writeString(files.resolve("StructureDefinition-bad.json"), "{\"resourceType\": \"StructureDefinition\",");
        try (StartedServer started = StartedServer.withFiles(directory.resolve("files"), directory)) {
            assertThat(started.ended()).isNotZero();
            assertThat(started.printed())
                    .contains("StructureDefinition-bad.json")
                    .doesNotContain("Ready at");
            assertThat(started.printed().lines()).as("a reason, no stack trace").hasSizeLessThan(20);
        }
    }

    @Test
    void aDatabaseThatCannotBeOpenedStopsTheStartWithItsName() {
        try (StartedServer started =
                StartedServer.in(directory, "--myotome.database.url=jdbc:h2:file:/proc/nowhere/myotome")) {
            assertThat(started.ended()).isNotZero();
            assertThat(started.printed())
                    .contains("jdbc:h2:file:/proc/nowhere/myotome")
                    .doesNotContain("Ready at");
        }
    }
}
