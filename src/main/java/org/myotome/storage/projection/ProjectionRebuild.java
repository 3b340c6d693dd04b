package org.myotome.storage.projection;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the projection anew, or checks it, while the server serves: range by range, each in a transaction of its own, in
 * which nobody changes the resources of the range. A row that is right is left alone, so that a reader never finds less than
 * before.
 */
public final class ProjectionRebuild {

    /** Observations of one transaction. */
    private static final int RANGE = 500;

    /** Which row an Observation has. Another number has all of them made anew at the next start. */
    private static final int MAPPING = 1;

    private static final String LAST = "select coalesce(max(RES_ID), 0) from " + ProjectionTables.STRENGTH;
    private static final String NEXT = "select RES_ID from HFJ_RESOURCE where RES_TYPE = 'Observation'"
            + " and RES_DELETED_AT is null and RES_ID > ? order by RES_ID limit " + RANGE;
    private static final String ALL =
            "select count(*) from HFJ_RESOURCE where RES_TYPE = 'Observation' and RES_DELETED_AT is null";
    private static final String LOCK =
            "select RES_ID from HFJ_RESOURCE where RES_ID between ? and ? and RES_TYPE = 'Observation'"
                    + " and RES_DELETED_AT is null order by RES_ID for update";
    private static final String STORED = "select RES_ID from HFJ_RESOURCE where RES_ID between ? and ?"
            + " and RES_TYPE = 'Observation' and RES_DELETED_AT is null";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate changing;
    private final TransactionTemplate reading;
    private final Comparison comparison;
    private final ProjectionWriter writer;
    private final AtomicLong remaining = new AtomicLong();

    ProjectionRebuild(DataSource database, StoredObservations observations, Projector projector) {
        this.jdbc = new JdbcTemplate(database);
        DataSourceTransactionManager transactions = new DataSourceTransactionManager(database);
        this.changing = new TransactionTemplate(transactions);
        this.reading = new TransactionTemplate(transactions);
        // One state of the database for all statements, so that what is written meanwhile is no difference.
        this.reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.comparison = new Comparison(database, observations, projector);
        this.writer = new ProjectionWriter(database, projector);
    }

    /**
     * How far it is.
     *
     * @param observations that were looked at, of about {@code all}
     * @param differences that were found among them, as {@code Observation row kind}, by the last step
     */
    public record Progress(long observations, long all, List<String> differences) {}

    /** Writes every row that is missing or wrong, and removes those that should not be there. */
    public void rebuild(Consumer<Progress> progress) {
        try {
            inRanges(changing, LOCK, writer::mend, done -> {
                remaining.set(done.all() - done.observations());
                progress.accept(done);
            });
            mendExams();
        } finally {
            remaining.set(0);
        }
        jdbc.update("insert into " + ProjectionTables.STATE + " (MAPPING) values (?)", MAPPING);
    }

    /**
     * How many Observations a rebuild that is under way here has yet to look at; 0 if there is none. The projection lags
     * behind in no other way: its rows are written in the transaction of the resource.
     */
    public long remaining() {
        return remaining.get();
    }

    private void mendExams() {
        // Exams follow from the rows of the panels, which are all known only now.
        long last = jdbc.queryForObject(LAST, Long.class);
        for (long first = 1; first <= last; first += RANGE) {
            long from = first;
            changing.executeWithoutResult(status -> writer.mendExams(from, from + RANGE - 1));
        }
    }

    /** Whether the rows were made by this program, or one that makes them in the same way. */
    public boolean isCurrent() {
        return jdbc.queryForObject("select coalesce(max(MAPPING), 0) from " + ProjectionTables.STATE, Integer.class)
                >= MAPPING;
    }

    /** Changes nothing. */
    public void check(Consumer<Progress> progress) {
        inRanges(reading, STORED, found -> {}, progress);
    }

    private void inRanges(
            TransactionTemplate transaction, String resources, Consumer<Difference> each, Consumer<Progress> progress) {
        long all = jdbc.queryForObject(ALL, Long.class);
        long done = 0;
        long first = 1;
        for (boolean more = true; more; ) {
            List<Long> next = jdbc.queryForList(NEXT, Long.class, first - 1);
            more = next.size() == RANGE;
            // The last range has no end: rows beyond it belong to nothing.
            long last = more ? next.get(next.size() - 1) : Long.MAX_VALUE;
            long from = first;
            List<Difference> differences = transaction.execute(status -> {
                List<Difference> found =
                        comparison.differences(jdbc.queryForList(resources, Long.class, from, last), from, last);
                found.forEach(each);
                return found;
            });
            done += next.size();
            first = last + 1;
            progress.accept(new Progress(
                    done,
                    Math.max(all, done),
                    differences.stream()
                            .map(difference -> "Observation " + difference.resource() + " " + difference.kind())
                            .toList()));
        }
    }
}
