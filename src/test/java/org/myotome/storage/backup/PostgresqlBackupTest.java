package org.myotome.storage.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myotome.guide.Guide;
import org.myotome.storage.database.DatabaseProperties;
import org.myotome.storage.database.Schema;
import org.myotome.storage.search.Cohorts;
import org.springframework.jdbc.core.JdbcTemplate;

/** A dump of PostgreSQL, restored by PostgreSQL's own programs and verified against its manifest. */
class PostgresqlBackupTest {

    @TempDir
    private Path directory;

    @Test
    void aDumpIsVerifiedInTheDatabaseThatItIsRestoredInto() throws Exception {
        try (InstalledPostgresql server = InstalledPostgresql.start(directory.resolve("server"))) {
            DataSource source = server.database("postgres");
            Schema.migrate(source, DriverTypeEnum.POSTGRES_9_4, new Cohorts(Guide.load(FhirContext.forR4Cached())));
            SmallDatabase.fill(source);
            Path backup = directory.resolve("backup");
            new BackupCommand().work(arguments(backup), settings(server, "postgres"));
            assertThat(Manifest.read(backup).counts().resources())
                    .containsExactly(Map.entry("Patient", new Counts.OfType(1, 0, 2)));

            new JdbcTemplate(source).execute("create database restored");
            server.restore(backup.resolve(PostgresqlBackup.DUMP), "restored");
            new VerifyBackupCommand().work(arguments(backup), settings(server, "restored"));

            new JdbcTemplate(server.database("restored")).update("delete from HFJ_RES_VER where RES_VER = 1");
            assertThatThrownBy(() -> new VerifyBackupCommand().work(arguments(backup), settings(server, "restored")))
                    .hasMessageContainingAll("does not hold what its manifest says", "versions=1", "versions=2");
            assertThatThrownBy(() -> new RestoreCommand().work(arguments(backup), settings(server, "restored")))
                    .hasMessageContaining("pg_restore --no-owner");
        }
    }

    private static BackupArguments arguments(Path backup) {
        return BackupArguments.parse(List.of(backup.toString()), false, false);
    }

    private static Settings settings(InstalledPostgresql server, String database) {
        return new Settings(SmallDatabase.PROGRAM, new DatabaseProperties(server.url(database), "postgres", "", "", 4));
    }
}
