package org.myotome.storage.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myotome.storage.database.DatabaseProperties;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Which backups a server makes by itself, and which it removes. */
class ScheduledBackupsTest {

    private static final BackupProperties TWO = new BackupProperties(null, "1h", 2);

    @TempDir
    private static Path data;

    private static SmallDatabase database;

    @TempDir
    private Path directory;

    @BeforeAll
    static void open() {
        database = SmallDatabase.in(data);
    }

    @AfterAll
    static void close() throws Exception {
        database.close();
    }

    @Test
    void oldOnesAreRemovedWhenTheNewOneIsVerified() throws IOException {
        Path first = finished("20250101T000000Z");
        Path second = finished("20250102T000000Z");
        Path half = Files.createDirectories(directory.resolve("20250103T000000Z.partial"));
        Path empty = Files.createDirectories(directory.resolve("20250104T000000Z"));
        Path others = Files.createDirectories(directory.resolve("before-the-move"));
        try (ScheduledBackups backups = backups(SmallDatabase.verification())) {
            backups.makeOne();
            assertThat(backups.state().isFailing()).isFalse();
            assertThat(backups.state().succeeded()).isPresent();
        }
        assertThat(first).doesNotExist();
        assertThat(half).as("was never finished").doesNotExist();
        assertThat(others).exists();
        assertThat(empty).as("no backup, and not counted as one").exists();
        List<Path> kept = new KeptBackups(directory).finished();
        assertThat(kept).hasSize(2).first().isEqualTo(second);
        assertThat(kept.get(1)).isDirectoryContaining(file -> file.endsWith("myotome.mv.db"));
        assertThat(SmallDatabase.verification().verify(kept.get(1), data))
                .contains("1 resources of 1 types, 2 versions", "the projection fits");
    }

    @Test
    void oneThatIsNotVerifiedIsNoneAndRemovesNone() throws IOException {
        Path first = finished("20250101T000000Z");
        Path second = finished("20250102T000000Z");
        Path third = finished("20250103T000000Z");
        Verification failing = new Verification(
                SmallDatabase.PROGRAM,
                new DatabaseProperties("jdbc:h2:file:./none", "sa", "wrong", "", 4),
                DatabaseCheck::load);
        try (ScheduledBackups backups = backups(failing)) {
            backups.make();
            assertThat(backups.state().isFailing()).isTrue();
            assertThat(backups.state().why()).contains("cannot be opened");
        }
        assertThat(new KeptBackups(directory).finished()).containsExactly(first, second, third);
        assertThat(directory).as("nothing is left of it").isDirectoryNotContaining("glob:**.partial");
    }

    @Test
    void aFailureIsForgottenWhenOneSucceeds() throws IOException {
        Path place = directory.resolve("backups");
        Files.writeString(place, "a file where a directory should be");
        try (ScheduledBackups backups =
                new ScheduledBackups(database.backup(), SmallDatabase.verification(), TWO, place)) {
            backups.make();
            assertThat(backups.state().isFailing()).isTrue();
            Files.delete(place);
            backups.make();
            assertThat(backups.state().isFailing()).isFalse();
        }
        assertThat(new KeptBackups(place).newest()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "6h, 2026-11-29T10:15:00Z, 2026-11-29T16:15:00Z",
        "PT30M, 2026-11-29T10:15:00Z, 2026-11-29T10:45:00Z",
        "0 30 2 * * *, 2026-11-29T10:15:00Z, 2026-11-30T02:30:00Z",
        "@weekly, 2026-11-29T10:15:00Z, 2026-12-06T00:00:00Z"
    })
    void theNextOneIsDue(String schedule, Instant last, Instant next) {
        assertThat(new BackupProperties(directory, schedule, 1)
                        .after(ZonedDateTime.ofInstant(last, ZoneOffset.UTC))
                        .toInstant())
                .isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({"sometimes", "0 30 2 * *", "0 61 2 * * *", "0s", "-6h"})
    void aScheduleThatIsNoneIsRefused(String schedule) {
        assertThatThrownBy(() -> new BackupProperties(directory, schedule, 1))
                .hasMessageContainingAll("myotome.backup.schedule is \"" + schedule, "6h", "0 30 2 * * *");
    }

    @Test
    void keepingNoneIsRefused() {
        assertThatThrownBy(() -> new BackupProperties(directory, "1d", 0)).hasMessageContaining("1 at least");
    }

    /** On PostgreSQL nobody should trust in backups that are not made. */
    @Test
    void withPostgresqlTheServerDoesNotStart() {
        assertThatThrownBy(() -> new BackupConfiguration()
                        .scheduledBackups(
                                new DriverManagerDataSource(),
                                SmallDatabase.properties("jdbc:postgresql://localhost/myotome"),
                                new BackupProperties(directory, "1d", 1),
                                FhirContext.forR4Cached(),
                                null,
                                null,
                                null,
                                SmallDatabase.PROGRAM))
                .hasMessageContainingAll(
                        "myotome.backup.directory", "jdbc:postgresql://localhost/myotome", "H2 file only");
    }

    private ScheduledBackups backups(Verification verification) {
        return new ScheduledBackups(database.backup(), verification, TWO, directory);
    }

    private Path finished(String name) throws IOException {
        return database.backedUp(directory.resolve(name));
    }
}
