package org.myotome.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.myotome.Bedside;
import org.myotome.RunningServer;
import org.myotome.StartedServer;
import org.springframework.jdbc.core.JdbcTemplate;

/** Two nodes that start at once on a new database of the oldest PostgreSQL that is supported. */
class OldestPostgresqlIT {

    /** The build puts it there. */
    private static final Path BINARIES = Path.of("target", "postgresql", "oldest.jar");

    private final Path directory = RunningServer.temporaryDirectory();

    @Test
    void twoNodesStartAtOnceOnANewDatabaseAndShareIt() throws Exception {
        try (EmbeddedPostgresql postgresql = oldest();
                StartedServer one = on(postgresql);
                StartedServer two = on(postgresql)) {
            RunningServer first = one.ready();
            RunningServer second = two.ready();
            JdbcTemplate jdbc = new JdbcTemplate(postgresql.database());
            assertThat(jdbc.queryForObject("show server_version", String.class)).startsWith("13.");
            assertThat(one.printed() + two.printed()).doesNotContain("ERROR", "Exception");
            assertThat(jdbc.queryForList("select \"version\" from \"FLY_HFJ_MIGRATION\"", String.class))
                    .doesNotHaveDuplicates();

            Bedside bedside = Bedside.on(first);
            bedside.store(bedside.twelve("4"));
            assertThat(second.count("/Observation?movement-grade=ankle-dorsiflexion$le4"))
                    .as("at the other node")
                    .isEqualTo(2);
            assertThat(second.get("/Patient/$mrc-sum-score").body().replace(" ", ""))
                    .contains("\"value\":48");
            assertThat(second.get("/$check-projection").body()).contains("consistent: 12 Observations, 0 rows differ");
            one.kill();
            refusesADatabaseOfALaterMyotome(postgresql);
            assertThat(second.count("/Observation"))
                    .as("the node that runs goes on")
                    .isEqualTo(12);
        }
    }

    private void refusesADatabaseOfALaterMyotome(EmbeddedPostgresql postgresql) {
        new JdbcTemplate(postgresql.database())
                .execute("insert into \"FLY_HFJ_MIGRATION\" select 99999, '0.2.0.20270101.1', 'Count falls', \"type\","
                        + " \"script\", \"checksum\", \"installed_by\", \"installed_on\", 0, true"
                        + " from \"FLY_HFJ_MIGRATION\" where \"installed_rank\" = 1");
        try (StartedServer third = on(postgresql)) {
            assertThat(third.ended()).isEqualTo(1);
            assertThat(third.printed())
                    .contains("newer than this program", "0.2.0.20270101.1 Count falls", "of version 0.2.0 or later")
                    .doesNotContain("\tat ", "Ready at");
        }
    }

    private static EmbeddedPostgresql oldest() {
        boolean runs = System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
        if (!runs) {
            System.out.println("The oldest PostgreSQL is tried only on Linux on x86-64.");
        }
        Assumptions.assumeTrue(runs);
        return EmbeddedPostgresql.of(EmbeddedPostgres.builder().setPgBinaryResolver((system, machine) -> archive()));
    }

    /** Of the jar: that of another version is on the class path already, under the same name. */
    private static InputStream archive() throws IOException {
        try (JarFile jar = new JarFile(BINARIES.toFile());
                InputStream content = jar.getInputStream(jar.getJarEntry("postgres-linux-x86_64.txz"))) {
            return new ByteArrayInputStream(content.readAllBytes());
        }
    }

    private StartedServer on(EmbeddedPostgresql postgresql) {
        return StartedServer.in(
                directory, "--myotome.database.url=" + postgresql.url(), "--myotome.database.user=postgres");
    }
}
