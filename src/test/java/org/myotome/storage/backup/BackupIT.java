package org.myotome.storage.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.RunningServer;
import org.myotome.StartedServer;
import org.springframework.util.FileSystemUtils;

/** The drill: a backup under load, the end of everything, and what is there afterwards. */
class BackupIT {

    /** A patient and a tester. */
    private static final int PEOPLE = 2;

    private final Path directory = RunningServer.temporaryDirectory();

    @Test
    void whatWasAcknowledgedBeforeABackupIsThereAfterIt() throws IOException, InterruptedException {
        Map<String, String> before;
        Writers writers;
        try (StartedServer first = StartedServer.in(directory)) {
            RunningServer server = first.ready();
            writers = new Writers(server);
            writers.start();
            Map<String, Integer> acknowledged = writers.acknowledged();
            String online =
                    command(0, "backup", "online", "--url", server.base().replace("/fhir", ""));
            assertThat(online).contains("Written: ", "Verified: ", "the projection fits", "Backup: ");
            assertThat(writers.acknowledged().size())
                    .as("written while the backup was made")
                    .isGreaterThan(acknowledged.size());
            before = bodies(server, acknowledged);
            first.kill();
            writers.stop();
        }
        // Of what the killed server left; the log is part of it.
        command(0, "backup", "stopped");
        assertThat(Manifest.read(directory.resolve("stopped"))
                        .resources()
                        .get("Observation")
                        .current())
                .as("grades and exams, to the last one that was acknowledged")
                .isGreaterThanOrEqualTo(writers.acknowledged().size() - PEOPLE);
        FileSystemUtils.deleteRecursively(directory.resolve("data"));
        assertThat(command(0, "restore", "online")).contains("Restored: ", "The server can be started");
        try (StartedServer second = StartedServer.in(directory, "--myotome.backup.directory=scheduled")) {
            RunningServer server = second.ready();
            assertThat(bodies(server, versionsOf(before))).isEqualTo(before);
            writers.exams()
                    .forEach(exam -> assertThat(exam.stream()
                                    .map(reference ->
                                            server.get("/" + reference).status())
                                    .distinct())
                            .as("all of an exam or nothing: " + exam)
                            .hasSize(1));
            assertThat(server.get("/$check-projection").body()).contains("consistent: ");
            assertThat(server.store(Bedside.person("Patient"))).isNotIn(before.keySet());
            assertThat(Manifest.read(scheduled(directory.resolve("scheduled"))).resources())
                    .as("the first one that the server makes by itself")
                    .containsKey("Observation");
        }
    }

    private static Path scheduled(Path place) throws IOException, InterruptedException {
        Files.createDirectories(place);
        try (WatchService names = place.getFileSystem().newWatchService()) {
            place.register(names, StandardWatchEventKinds.ENTRY_CREATE);
            KeptBackups kept = new KeptBackups(place);
            while (kept.finished().isEmpty()) {
                WatchKey changed = names.poll(2, TimeUnit.MINUTES);
                assertThat(changed).as("a backup or its beginning").isNotNull();
                changed.pollEvents();
                changed.reset();
            }
            return kept.finished().get(0);
        }
    }

    @Test
    void wrongArgumentsAreRefused() {
        assertThat(command(2, "backup")).contains("The directory of the backup is missing", "Usage: backup");
        assertThat(command(1, "backup", "new", "--url", "http://localhost:1")).contains("No server answers");
    }

    private static Map<String, Integer> versionsOf(Map<String, String> bodies) {
        Map<String, Integer> versions = new TreeMap<>();
        bodies.keySet().forEach(path -> {
            String[] parts = path.split("/_history/");
            versions.merge(parts[0], Integer.valueOf(parts[1]), Math::max);
        });
        return versions;
    }

    /** Every version up to the last one that was acknowledged, as the server sends it. */
    private static Map<String, String> bodies(RunningServer server, Map<String, Integer> acknowledged) {
        Map<String, String> bodies = new TreeMap<>();
        acknowledged.forEach((reference, last) -> {
            for (int version = 1; version <= last; version++) {
                String path = reference + "/_history/" + version;
                Answer answer = server.get("/" + path);
                assertThat(answer.status()).as(path).isEqualTo(200);
                bodies.put(path, answer.body());
            }
        });
        return bodies;
    }

    /** Returns what it printed. */
    private String command(int exitCode, String... arguments) {
        try (StartedServer command = StartedServer.command(directory, arguments)) {
            assertThat(command.ended()).as(command.printed()).isEqualTo(exitCode);
            return command.printed();
        }
    }
}
