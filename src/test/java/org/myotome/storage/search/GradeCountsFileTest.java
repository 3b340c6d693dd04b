package org.myotome.storage.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.storage.embedded.DurableCommits;
import org.myotome.storage.embedded.DurableFile;
import org.myotome.storage.embedded.FreshQueries;

/** The sums are the rows after the database in a file was stopped or killed in the middle of folding. */
class GradeCountsFileTest {

    private static final int IDENTITIES = 200;

    @TempDir
    private Path directory;

    @Test
    void rowsFromTheLogAreCountedOnce() throws Exception {
        try (Opened database = new Opened(directory.resolve("a"))) {
            database.rows.create().migrate();
            database.rows.insertSome(0, 50, 3);
            for (String suffix : List.of(".wal", ".mv.db")) {
                Files.copy(directory.resolve("a" + suffix), directory.resolve("copy" + suffix));
            }
        }
        assertThat(Files.size(directory.resolve("copy.wal"))).isPositive();
        for (int start = 1; start <= 2; start++) {
            try (Opened killed = new Opened(directory.resolve("copy"))) {
                assertThat(killed.rows.changes()).as("start %d", start).isEqualTo(50);
                assertThat(killed.rows.sums()).hasSize(6).isEqualTo(killed.rows.rows());
            }
        }
    }

    /** Whether or not the stop of the server waits for the transaction that is under way. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStopInTheMiddleOfFoldingLosesNothing(boolean waits) throws Exception {
        Opened database = new Opened(directory.resolve("a"));
        database.rows.create().migrate();
        for (int first = 0; first < 30_000; first += 1000) {
            database.rows.insertSome(first, 1000, IDENTITIES);
        }
        GradeCounts counts = new GradeCounts(database.database, true);
        counts.start(Duration.ofMillis(1));
        while (database.rows.changes() == 30_000) {
            Thread.onSpinWait();
        }
        if (waits) {
            counts.close();
        }
        database.close();
        counts.close();
        try (Opened again = new Opened(directory.resolve("a"))) {
            assertThat(again.rows.number("select count(*) from MYO_STRENGTH")).isEqualTo(30_000);
            assertThat(again.rows.changes()).as("in the middle").isBetween(700L, 29_999L);
            assertThat(again.rows.sums()).isEqualTo(again.rows.rows());
            new GradeCounts(again.database, true).fold();
            assertThat(again.rows.sums()).isEqualTo(again.rows.rows());
            assertThat(again.rows.changes()).isEqualTo(again.rows.rows().size());
        }
    }

    @Test
    void aKillInTheMiddleOfFoldingLosesNothing() throws Exception {
        Path file = directory.resolve("a");
        try (Opened database = new Opened(file)) {
            database.rows.create().migrate();
        }
        long acknowledged = 0;
        for (int kill = 1; kill <= 3; kill++) {
            acknowledged = acknowledgedUntilKilled(file, acknowledged);
            try (Opened again = new Opened(file)) {
                long stored = again.rows.number("select count(*) from MYO_STRENGTH");
                assertThat(stored).as("kill %d", kill).isGreaterThanOrEqualTo(acknowledged);
                assertThat(again.rows.sums()).as("kill %d", kill).isEqualTo(again.rows.rows());
                assertThat(again.rows.changes()).as("it was folded").isLessThan(stored);
                acknowledged = stored;
            }
        }
    }

    /** As many as with a heap of 25 MB. */
    @Test
    void noMoreAreFoldedAtOnceThanH2KeepsInMemory() throws Exception {
        try (Opened database = new Opened(directory.resolve("a"))) {
            database.rows.create().migrate();
            database.rows.jdbc().execute("set MAX_MEMORY_ROWS 1000");
            database.rows.insertSome(0, 5500, 1);
            new GradeCounts(database.database, true).fold();
            assertThat(database.rows.sums()).isEqualTo(database.rows.rows());
            assertThat(database.rows.changes()).isEqualTo(6);
        }
    }

    /** Why not: when this fails, H2 has been mended and could fold more at once. */
    @Test
    void h2LosesWhatADeletionGivesBeyondItsMemory() throws Exception {
        try (Opened database = new Opened(directory.resolve("a"))) {
            database.rows.create().insertSome(0, 25, 1);
            database.rows.jdbc().execute("set MAX_MEMORY_ROWS 10");
            assertThat(database.rows.number("select count(*) from old table (delete from MYO_STRENGTH)"))
                    .as("of 25")
                    .isEqualTo(22);
        }
    }

    private static long acknowledgedUntilKilled(Path file, long first) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Killed.class.getName(),
                        file.toString(),
                        Long.toString(first))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long last = first;
        try (BufferedReader output = process.inputReader()) {
            String line = output.readLine();
            while (line != null && last < first + 10_000) {
                if (line.startsWith(Killed.STORED)) {
                    last = Long.parseLong(line.substring(Killed.STORED.length()));
                }
                line = output.readLine();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(last).isGreaterThanOrEqualTo(first + 10_000);
        return last;
    }

    /** Stores and folds until its process is killed. */
    static final class Killed {

        static final String STORED = "stored ";

        private Killed() {}

        public static void main(String... arguments) {
            Opened database = new Opened(Path.of(arguments[0]));
            new GradeCounts(database.database, true).start(Duration.ofMillis(1));
            for (int first = Integer.parseInt(arguments[1]); ; first += 100) {
                database.rows.insertSome(first, 100, 20);
                System.out.println(STORED + (first + 100));
            }
        }
    }

    private static final class Opened implements AutoCloseable {

        private final HikariDataSource pool;
        private final DataSource database;
        private final CountedRows rows;

        Opened(Path file) {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(FreshQueries.url(DurableFile.url("jdbc:h2:file:" + file)));
            config.setUsername("sa");
            config.setPassword("");
            // Who folds when the database is closed under it waits for no connection.
            config.setConnectionTimeout(1000);
            pool = new HikariDataSource(config);
            database = DurableCommits.over(pool);
            rows = new CountedRows(database, true);
        }

        @Override
        public void close() throws IOException, SQLException {
            ((DurableCommits) database).close();
            pool.close();
        }
    }
}
