package org.myotome.storage.search;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.HapiMigrator;
import ca.uhn.fhir.jpa.migrate.SchemaMigrator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.myotome.storage.EmbeddedPostgresql;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Whatever is done to the index rows, the sums are how many there are, at every moment. */
class GradeCountsTest {

    private static final String COUNTED = "select HASH_IDENTITY, SP_VALUE, count(*) as N from HFJ_SPIDX_NUMBER"
            + " where SP_VALUE is not null group by HASH_IDENTITY, SP_VALUE order by 1, 2";
    private static final String SUMMED = "select HASH_IDENTITY, SP_VALUE, sum(N) as N from MYO_GRADE_COUNT"
            + " group by HASH_IDENTITY, SP_VALUE having sum(N) <> 0 order by 1, 2";

    @Test
    void onH2() throws Exception {
        JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:counts;DB_CLOSE_DELAY=-1", "sa", "");
        check(pool, DriverTypeEnum.H2_EMBEDDED);
        pool.dispose();
    }

    @Test
    void onPostgresql() throws Exception {
        try (EmbeddedPostgresql postgresql = EmbeddedPostgresql.empty()) {
            check(postgresql.database(), DriverTypeEnum.POSTGRES_9_4);
        }
    }

    private static void check(DataSource database, DriverTypeEnum driver) throws Exception {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        jdbc.execute("create table HFJ_SPIDX_NUMBER (SP_ID int primary key, HASH_IDENTITY bigint,"
                + " SP_VALUE decimal(19,2))");
        insert(jdbc, 1, 3);
        insert(jdbc, 2, null);
        HapiMigrator migrator = new HapiMigrator(SchemaMigrator.HAPI_FHIR_MIGRATION_TABLENAME, database, driver);
        migrator.addTask(GradeCounts.migration());
        migrator.createMigrationTableIfRequired();
        migrator.migrate();
        assertThat(sums(jdbc)).hasSize(1).isEqualTo(rows(jdbc));

        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        transaction.executeWithoutResult(status -> {
            insert(jdbc, 3, 4);
            status.setRollbackOnly();
        });
        assertThat(sums(jdbc)).as("rolled back").hasSize(1).isEqualTo(rows(jdbc));

        GradeCounts counts = new GradeCounts(jdbc, driver == DriverTypeEnum.H2_EMBEDDED);
        ExecutorService clients = Executors.newFixedThreadPool(4);
        List<Future<?>> changes = IntStream.range(0, 3)
                .<Future<?>>mapToObj(client -> clients.submit(() -> change(jdbc, 1000 * (client + 1))))
                .toList();
        while (changes.stream().anyMatch(change -> !change.isDone())) {
            counts.fold();
            assertThat(jdbc.queryForObject("select sum(N) from MYO_GRADE_COUNT where HASH_IDENTITY = 0", Long.class))
                    .as("what nobody changes")
                    .isEqualTo(1);
        }
        for (Future<?> change : changes) {
            change.get();
        }
        clients.shutdown();
        assertThat(sums(jdbc)).hasSizeGreaterThan(1).isEqualTo(rows(jdbc));
        counts.fold();
        assertThat(sums(jdbc)).isEqualTo(rows(jdbc));
        assertThat(jdbc.queryForList(
                        "select SP_VALUE from MYO_GRADE_COUNT group by HASH_IDENTITY, SP_VALUE having count(*) > 1"))
                .as("one row for each value")
                .isEmpty();
        counts.close();
    }

    private static void change(JdbcTemplate jdbc, int first) {
        Random random = new Random(first);
        for (int i = 0; i < 300; i++) {
            insert(jdbc, first + i, random.nextInt(6));
            int other = first + random.nextInt(i + 1);
            switch (random.nextInt(4)) {
                case 0 -> jdbc.update("delete from HFJ_SPIDX_NUMBER where SP_ID = ?", other);
                case 1 -> jdbc.update("update HFJ_SPIDX_NUMBER set SP_VALUE = SP_VALUE + 1 where SP_ID = ?", other);
                case 2 -> jdbc.update("update HFJ_SPIDX_NUMBER set SP_VALUE = null where SP_ID = ?", other);
                default ->
                    jdbc.update(
                            "update HFJ_SPIDX_NUMBER set SP_VALUE = 2 where SP_ID >= ? and SP_ID <= ?", first, other);
            }
        }
    }

    private static void insert(JdbcTemplate jdbc, int id, @Nullable Integer value) {
        jdbc.update(
                "insert into HFJ_SPIDX_NUMBER (SP_ID, HASH_IDENTITY, SP_VALUE) values (?, ?, ?)", id, id / 1000, value);
    }

    private static List<Map<String, Object>> rows(JdbcTemplate jdbc) {
        return normal(jdbc, COUNTED);
    }

    private static List<Map<String, Object>> sums(JdbcTemplate jdbc) {
        return normal(jdbc, SUMMED);
    }

    /** The databases sum to different types. */
    private static List<Map<String, Object>> normal(JdbcTemplate jdbc, String sql) {
        return jdbc.query(
                sql,
                (row, number) -> Map.of(
                        "identity", row.getLong(1),
                        "value", row.getBigDecimal(2),
                        "count", row.getLong(3)));
    }
}
