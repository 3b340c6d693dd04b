package org.myotome.storage.search;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.HapiMigrator;
import ca.uhn.fhir.jpa.migrate.SchemaMigrator;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The index rows of numbers in a database without the other tables, and their counts. */
record CountedRows(DataSource database, boolean h2, JdbcTemplate jdbc, TransactionTemplate transaction) {

    private static final String INSERT = "insert into MYO_STRENGTH (RES_ID, COHORT, AMOUNT) values (?, ?, ?)";

    CountedRows(DataSource database, boolean h2) {
        this(
                database,
                h2,
                new JdbcTemplate(database),
                new TransactionTemplate(new DataSourceTransactionManager(database)));
    }

    /** The rows of a value, and what they are summed to. */
    record Count(long identity, BigDecimal value, long rows) {}

    CountedRows create() {
        jdbc.execute("create table MYO_STRENGTH (RES_ID int primary key, COHORT bigint," + " AMOUNT decimal(19,6))");
        return this;
    }

    CountedRows migrate() {
        HapiMigrator migrator = new HapiMigrator(
                SchemaMigrator.HAPI_FHIR_MIGRATION_TABLENAME,
                database,
                h2 ? DriverTypeEnum.H2_EMBEDDED : DriverTypeEnum.POSTGRES_9_4);
        migrator.addTask(GradeCounts.migration());
        migrator.createMigrationTableIfRequired();
        migrator.migrate();
        return this;
    }

    void insert(int id, int identity, @Nullable Integer value) {
        jdbc.update(INSERT, id, identity, value);
    }

    /** In one transaction, as a plain create on H2 inserts them. */
    void insertSome(int first, int count, int identities) {
        transaction.executeWithoutResult(status -> jdbc.batchUpdate(
                INSERT,
                IntStream.range(first, first + count)
                        .mapToObj(id -> new Object[] {id, id % identities, id % 6})
                        .toList()));
    }

    long changes() {
        return number("select count(*) from MYO_GRADE_COUNT");
    }

    long number(String sql) {
        return jdbc.queryForObject(sql, Long.class);
    }

    List<Count> rows() {
        return counts("select COHORT, AMOUNT, count(*) from MYO_STRENGTH"
                + " where AMOUNT is not null group by COHORT, AMOUNT order by 1, 2");
    }

    List<Count> sums() {
        return counts("select COHORT, AMOUNT, sum(N) from MYO_GRADE_COUNT"
                + " group by COHORT, AMOUNT having sum(N) <> 0 order by 1, 2");
    }

    private List<Count> counts(String sql) {
        return jdbc.query(sql, (row, number) -> new Count(row.getLong(1), row.getBigDecimal(2), row.getLong(3)));
    }
}
