package org.myotome.storage.search;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.jpa.migrate.SchemaMigrator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.storage.EmbeddedPostgresql;
import org.myotome.storage.embedded.FreshQueries;

/** Whatever is done to the index rows, the sums are how many there are, at every moment. */
class GradeCountsTest {

    private static final String H2 = "H2";
    private static final String POSTGRESQL = "PostgreSQL";

    private final List<AutoCloseable> opened = new ArrayList<>();

    private CountedRows on(String database) {
        if (database.equals(POSTGRESQL)) {
            EmbeddedPostgresql postgresql = EmbeddedPostgresql.empty();
            opened.add(postgresql);
            return new CountedRows(postgresql.database(), false).create();
        }
        JdbcConnectionPool pool = JdbcConnectionPool.create(FreshQueries.url("jdbc:h2:mem:counts"), "sa", "");
        opened.add(pool::dispose);
        return new CountedRows(pool, true).create();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {H2, POSTGRESQL})
    void anOlderDatabaseIsCountedAndEachChangeAfterwards(String database) {
        CountedRows rows = on(database);
        rows.insert(1, 7, 3);
        rows.insert(2, 7, null);
        rows.migrate();
        assertThat(rows.sums()).hasSize(1).isEqualTo(rows.rows());
        rows.jdbc().update("delete from \"" + SchemaMigrator.HAPI_FHIR_MIGRATION_TABLENAME + "\"");
        rows.migrate();
        assertThat(rows.sums()).as("migrated again").hasSize(1).isEqualTo(rows.rows());
        rows.insert(3, 7, 3);
        assertThat(rows.sums()).as("by one trigger").isEqualTo(rows.rows());

        rows.transaction().executeWithoutResult(status -> {
            rows.insert(4, 8, 4);
            status.setRollbackOnly();
        });
        assertThat(rows.sums()).as("rolled back").hasSize(1).isEqualTo(rows.rows());
        rows.jdbc().update("update MYO_STRENGTH set AMOUNT = 5 where RES_ID = 2");
        rows.jdbc().update("update MYO_STRENGTH set AMOUNT = null where RES_ID = 1");
        assertThat(rows.sums()).hasSize(2).isEqualTo(rows.rows());
        rows.jdbc().update("delete from MYO_STRENGTH");
        assertThat(rows.sums()).isEmpty();
    }

    /** Several nodes fold, clients change rows of their own and of all parameters, and one reads on and on. */
    @ParameterizedTest
    @ValueSource(strings = {H2, POSTGRESQL})
    void theSumsAreTheRowsWhileManyChangeAndFold(String database) throws Exception {
        CountedRows rows = on(database).migrate();
        rows.insert(0, 99, 1);
        ExecutorService threads = Executors.newCachedThreadPool();
        List<Future<?>> clients = new ArrayList<>();
        for (int client = 1; client <= 3; client++) {
            int first = 10_000 * client;
            clients.add(threads.submit(() -> change(rows, first)));
        }
        clients.add(threads.submit(() -> comeAndGo(rows)));
        Callable<Integer> folding = () -> {
            GradeCounts counts = new GradeCounts(rows.database(), rows.h2());
            int times = 0;
            for (; !clients.stream().allMatch(Future::isDone); times++) {
                counts.fold();
            }
            counts.close();
            return times;
        };
        List<Future<Integer>> nodes = List.of(threads.submit(folding), threads.submit(folding));
        while (!clients.stream().allMatch(Future::isDone)) {
            assertThat(rows.number("select sum(N) from MYO_GRADE_COUNT where COHORT = 99"))
                    .as("what comes goes in the same transaction")
                    .isEqualTo(1);
        }
        for (Future<?> client : clients) {
            client.get();
        }
        for (Future<Integer> node : nodes) {
            assertThat(node.get()).isGreaterThan(2);
        }
        threads.shutdown();
        assertThat(rows.sums()).hasSizeGreaterThan(10).isEqualTo(rows.rows());
        assertThat(rows.changes()).as("they were folded").isLessThan(2000);
    }

    private static void change(CountedRows rows, int first) {
        Random random = new Random(first);
        for (int i = 0; i < 150; i++) {
            int next = first + i * 20;
            int other = first + random.nextInt(i * 20 + 1);
            rows.transaction().executeWithoutResult(status -> {
                for (int id = next; id < next + 20; id++) {
                    rows.insert(id, id % 5, random.nextInt(6));
                }
                switch (random.nextInt(4)) {
                    case 0 -> rows.jdbc().update("delete from MYO_STRENGTH where RES_ID = ?", other);
                    case 1 -> status.setRollbackOnly();
                    case 2 -> update(rows, "AMOUNT + 1", other);
                    default -> update(rows, "null", other);
                }
            });
        }
    }

    private static void update(CountedRows rows, String value, int first) {
        rows.jdbc()
                .update(
                        "update MYO_STRENGTH set AMOUNT = " + value + " where RES_ID >= ? and RES_ID < ?",
                        first,
                        first / 10_000 * 10_000 + 10_000);
    }

    private static void comeAndGo(CountedRows rows) {
        for (int i = 0; i < 20; i++) {
            rows.transaction().executeWithoutResult(status -> {
                IntStream.range(1, 100).forEach(id -> rows.insert(id, 99, 1));
                IntStream.range(1, 100)
                        .forEach(id -> rows.jdbc().update("delete from MYO_STRENGTH where RES_ID = ?", id));
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {H2, POSTGRESQL})
    void manyChangesAreFoldedInATimeThatAStopCanWait(String database) {
        CountedRows rows = on(database).migrate();
        String numbers = rows.h2()
                ? "select X as I from system_range(1, 150000)"
                : "select I from generate_series(1, 150000) as I";
        rows.jdbc()
                .update("insert into MYO_STRENGTH (RES_ID, COHORT, AMOUNT)"
                        + " select I, case when I > 100000 then 0 else mod(I, 80) end, mod(I, 12) from (" + numbers
                        + ") q");
        rows.jdbc().update("delete from MYO_GRADE_COUNT");
        rows.jdbc()
                .update("insert into MYO_GRADE_COUNT (COHORT, AMOUNT, N)"
                        + " select COHORT, AMOUNT, 1 from MYO_STRENGTH");
        GradeCounts counts = new GradeCounts(rows.database(), rows.h2());
        long start = System.nanoTime();
        counts.fold();
        assertThat((System.nanoTime() - start) / 1_000_000_000)
                .as("seconds, of 150,000")
                .isLessThan(20);
        counts.close();
        assertThat(rows.sums()).isEqualTo(rows.rows());
        assertThat(rows.changes()).isEqualTo(rows.rows().size());
    }
}
