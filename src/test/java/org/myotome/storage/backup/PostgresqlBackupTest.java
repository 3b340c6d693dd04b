package org.myotome.storage.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myotome.guide.Guide;
import org.myotome.storage.DatabaseProperties;
import org.myotome.storage.Schema;
import org.myotome.storage.search.Cohorts;
import org.springframework.jdbc.core.JdbcTemplate;

/** A dump of PostgreSQL, restored by PostgreSQL's own programs and verified against its manifest. */
class PostgresqlBackupTest {

    private static final int OLDEST = 13;
    private static final int NEWEST = 18;

    @TempDir
    private Path directory;

    @Test
    void aDumpIsVerifiedInTheDatabaseThatItIsRestoredInto() throws Exception {
        try (EmbeddedPostgres server = serverWithItsPrograms()) {
            DataSource source = server.getPostgresDatabase();
            Schema.migrate(
                    source, DriverTypeEnum.POSTGRES_9_4, new Cohorts(Guide.load(FhirContext.forR4Cached())));
            SmallDatabase.fill(source);
            Path backup = directory.resolve("backup");
            new BackupCommand().work(arguments(backup), settings(server, "postgres"));
            assertThat(Manifest.read(backup).counts().resources())
                    .containsExactly(java.util.Map.entry("Patient", new Counts.OfType(1, 0, 2)));

            new JdbcTemplate(source).execute("create database restored");
            String restored = run(
                    "pg_restore",
                    "--no-owner",
                    "--exit-on-error",
                    "--host=localhost",
                    "--port=" + server.getPort(),
                    "--username=postgres",
                    "--dbname=restored",
                    backup.resolve(PostgresqlBackup.DUMP).toString());
            assertThat(restored).isEmpty();
            new VerifyBackupCommand().work(arguments(backup), settings(server, "restored"));

            new JdbcTemplate(server.getDatabase("postgres", "restored"))
                    .update("delete from HFJ_RES_VER where RES_VER = 1");
            assertThatThrownBy(() -> new VerifyBackupCommand().work(arguments(backup), settings(server, "restored")))
                    .hasMessageContainingAll("does not hold what its manifest says", "versions=1", "versions=2");
            assertThatThrownBy(() -> new RestoreCommand().work(arguments(backup), settings(server, "restored")))
                    .hasMessageContaining("pg_restore --no-owner");
        }
    }

    private static BackupArguments arguments(Path backup) {
        return BackupArguments.parse(java.util.List.of(backup.toString()), false, false);
    }

    private static Settings settings(EmbeddedPostgres server, String database) {
        return new Settings(
                SmallDatabase.PROGRAM,
                new DatabaseProperties(server.getJdbcUrl("postgres", database), "postgres", "", 4));
    }

    /** One whose pg_dump is the first one that would be found: it dumps no newer server. */
    private static EmbeddedPostgres serverWithItsPrograms() {
        Optional<File> installed = installed();
        if (installed.isEmpty()) {
            System.out.println("There is no PostgreSQL with pg_dump here: the test of its dump is skipped.");
            return Assumptions.abort("no pg_dump");
        }
        try {
            return EmbeddedPostgres.builder()
                    .setPgDirectoryResolver(any -> installed.get())
                    .start();
        } catch (IOException | IllegalStateException impossible) {
            System.out.println("PostgreSQL cannot be started here: the test of its dump is skipped. " + impossible);
            return Assumptions.abort("PostgreSQL cannot be started here: " + impossible);
        }
    }

    private static Optional<File> installed() {
        try {
            String version = run("pg_dump", "--version").replaceAll("(?s)\\D*(\\d+).*", "$1");
            return IntStream.rangeClosed(OLDEST, NEWEST)
                    .filter(known -> version.equals(Integer.toString(known)))
                    .mapToObj(known -> new File("/usr/lib/postgresql/" + known))
                    .filter(found -> new File(found, "bin/initdb").canExecute())
                    .findFirst();
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** Returns what it printed. */
    private static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertThat(process.waitFor()).as(printed).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return printed;
    }
}
