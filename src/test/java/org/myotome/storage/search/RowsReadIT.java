package org.myotome.storage.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.myotome.Bedside;
import org.myotome.RunningServer;
import org.myotome.StartedServer;
import org.myotome.storage.EmbeddedPostgresql;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is looked up by an identifier is found by an index, however PostgreSQL takes the values: counted in rows of codes. */
class RowsReadIT {

    private static final int PATIENTS = 12;

    /** A look-up of an identifier, of which there are some in each question. */
    private static final int QUESTION = 60;

    private final Path directory = RunningServer.temporaryDirectory();

    @Test
    void identifiersAreFoundWithoutReadingOtherCodes() throws IOException {
        try (EmbeddedPostgresql postgresql = withoutScans();
                StartedServer started = StartedServer.in(
                        directory, "--myotome.database.url=" + postgresql.url(), "--myotome.database.user=postgres")) {
            RunningServer server = started.ready();
            JdbcTemplate jdbc = new JdbcTemplate(postgresql.database());
            for (int patient = 0; patient < PATIENTS; patient++) {
                Bedside bedside = Bedside.on(server);
                bedside.store(bedside.twelve("4"));
            }
            assertThat(jdbc.queryForObject("select count(*) from HFJ_SPIDX_TOKEN", Integer.class))
                    .as("rows that could be read in vain")
                    .isGreaterThan(10 * QUESTION);
            long before = read(jdbc);
            send(server, "FIRST");
            send(server, "SECOND");
            assertThat(server.count("/Patient?identifier=HT-7001")).isEqualTo(1);
            assertThat(server.count("/Patient?identifier=" + identifiers(150) + ",HT-7001"))
                    .isEqualTo(1);
            assertThat(read(jdbc) - before).as("rows read").isPositive().isLessThan(4 * QUESTION);
        }
    }

    /** The database reads a table from end to end only if there is no other way: small as it is, it would do so else. */
    private static EmbeddedPostgresql withoutScans() {
        return EmbeddedPostgresql.of(EmbeddedPostgres.builder().setServerConfig("enable_seqscan", "off"));
    }

    /** Two people, and three results under an order number of their own. */
    private static void send(RunningServer server, String name) throws IOException {
        String message = Files.readString(Path.of("docs/intake/exam.hl7"))
                .replace("README-1", name)
                .replace("FILLER-7001", name)
                .replace('\n', '\r');
        String answer = server.send(
                        "POST",
                        server.base().replaceFirst("/fhir$", "/intake/hl7v2"),
                        message,
                        "Content-Type",
                        "application/hl7-v2")
                .body();
        assertThat(answer).contains("MSA|AA|" + name);
    }

    private static String identifiers(int number) {
        return IntStream.range(0, number).mapToObj(n -> "NOBODY-" + n).collect(Collectors.joining(","));
    }

    /** Rows of codes that were read so far, through an index or not. A connection tells them when it ends. */
    private static long read(JdbcTemplate jdbc) {
        String others = " from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";
        List<Integer> connections = jdbc.queryForList("select pid" + others, Integer.class);
        jdbc.queryForList("select pg_terminate_backend(pid)" + others);
        while (connections.stream().anyMatch(jdbc.queryForList("select pid" + others, Integer.class)::contains)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        // HikariCP tries whether a connection is alive only if it was not used for half a second.
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        return jdbc.queryForObject(
                "select seq_tup_read + (select sum(idx_tup_read) from pg_stat_user_indexes i where i.relid = t.relid)"
                        + " from pg_stat_user_tables t where relname = 'hfj_spidx_token'",
                Long.class);
    }
}
