package org.myotome.storage.search;

import ca.uhn.fhir.jpa.migrate.taskdef.BaseTask;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javax.sql.DataSource;
import org.myotome.storage.upkeep.UpkeepThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How many grades of each order there are in each of the {@link Cohorts}, so that the exact number of a cohort costs the same
 * however many grades there are. Triggers of the database write each change, whoever makes it and in its transaction, as a
 * row of its own, so that nobody waits for anybody; a number is the sum of these rows. Now and then those of a cohort are
 * folded to one for each order, some at once, in a transaction that takes just the rows that it sums.
 */
public final class GradeCounts implements AutoCloseable {

    /** The columns with the cohort and the order have the names that they have in the projection. */
    static final String TABLE = "MYO_GRADE_COUNT";

    static final String INSERT = "insert into " + TABLE + " (COHORT, AMOUNT, N) values (?, ?, ?)";

    /**
     * Rows that are taken at once. H2 loses what {@code old table} gives beyond 40,000 rows for each gigabyte of heap:
     * {@code DataChangeDeltaTable} never ends the result of which it has put these on the disk. A thousand need 25 MB of heap.
     */
    private static final int AT_ONCE = 1000;

    /** Rows beyond one for each value that are summed in no time. */
    private static final int FEW = 100;

    private static final String MANY =
            "select COHORT from " + TABLE + " group by COHORT having count(*) > count(distinct AMOUNT) + ?";

    private static final String SUMS = "select AMOUNT, sum(N), count(*) from %s group by AMOUNT";
    private static final String TAKE_FROM_H2 = SUMS.formatted(
            "old table (delete from " + TABLE + " where COHORT = ? fetch first " + AT_ONCE + " rows only)");

    /** What another node is folding is left to it. */
    private static final String TAKE_FROM_POSTGRESQL = "with TAKEN as (delete from " + TABLE
            + " where ctid = any(array(select ctid from " + TABLE + " where COHORT = ? limit " + AT_ONCE
            + " for update skip locked)) returning AMOUNT, N) " + SUMS.formatted("TAKEN");

    private static final Duration EACH = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(GradeCounts.class);

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final String take;
    private final UpkeepThread thread = new UpkeepThread("grade-counts");

    /** @param h2 or else PostgreSQL */
    public GradeCounts(DataSource database, boolean h2) {
        this.jdbc = new JdbcTemplate(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.take = h2 ? TAKE_FROM_H2 : TAKE_FROM_POSTGRESQL;
    }

    /** Runs once on a database, new or old, after that of the projection. */
    public static BaseTask migration() {
        return GradeCountMigration.task();
    }

    /** From now on folds when there is something to fold. */
    public void start() {
        start(EACH);
    }

    void start(Duration each) {
        thread.repeat(this::tryToFold, each, each);
    }

    private void tryToFold() {
        try {
            fold();
        } catch (DataAccessException | TransactionException failed) {
            // The numbers are right all the same, and the next time comes soon.
            LOG.warn(
                    "The counts of grades were not folded: {}",
                    failed.getClass().getSimpleName());
        }
    }

    void fold() {
        Deque<Long> identities = new ArrayDeque<>(jdbc.queryForList(MANY, Long.class, FEW));
        while (!identities.isEmpty() && !thread.isEnding()) {
            transaction.executeWithoutResult(status -> foldSome(identities));
        }
    }

    /** Several cohorts in one transaction: each commit of it is a write of the file of H2. */
    private void foldSome(Deque<Long> identities) {
        long rows = 0;
        while (rows < AT_ONCE && !identities.isEmpty()) {
            long identity = identities.getFirst();
            List<Sum> sums = take(identity);
            long taken = sums.stream().mapToLong(Sum::rows).sum();
            // All that there are, or folding more of them would leave as many.
            if (taken < AT_ONCE || sums.size() >= AT_ONCE / 2) {
                identities.removeFirst();
            }
            rows += taken;
        }
    }

    private record Sum(BigDecimal value, long count, long rows) {}

    /** Puts the sums of some rows of a cohort in the place of these rows. */
    private List<Sum> take(long identity) {
        List<Sum> sums = jdbc.query(
                take, (row, number) -> new Sum(row.getBigDecimal(1), row.getLong(2), row.getLong(3)), identity);
        jdbc.batchUpdate(
                INSERT,
                sums.stream()
                        .filter(sum -> sum.count() != 0)
                        .map(sum -> new Object[] {identity, sum.value(), sum.count()})
                        .toList());
        return sums;
    }

    /** Comes before the database is closed, and waits for the transaction that is under way: it is a short one. */
    @Override
    public void close() {
        if (!thread.end()) {
            LOG.warn("The counts of grades are still being folded; the database undoes what is not committed");
        }
    }
}
