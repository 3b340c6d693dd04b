package org.myotome.storage.search;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.taskdef.BaseTask;
import ca.uhn.fhir.jpa.migrate.taskdef.ExecuteRawSqlTask;
import ca.uhn.fhir.jpa.migrate.tasks.api.TaskFlagEnum;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How many index rows of numbers there are for each parameter and value, so that the exact number of a cohort costs the same
 * however many grades there are. Triggers of the database write each change, whoever makes it and in its transaction, as a
 * row of its own, so that nobody waits for anybody; a number is the sum of these rows. Now and then they are folded to one for
 * each value.
 */
public final class GradeCounts implements AutoCloseable {

    /** The columns with the parameter and the value have the names that they have in {@link Numbers#TABLE}. */
    static final String TABLE = "MYO_GRADE_COUNT";

    private static final String COLUMNS = " (HASH_IDENTITY, SP_VALUE, N) ";

    /** From what there is, with the types of its columns. */
    private static final String CREATE =
            "create table " + TABLE + " as select HASH_IDENTITY, SP_VALUE, count(*) as N from " + Numbers.TABLE
                    + " where SP_VALUE is not null group by HASH_IDENTITY, SP_VALUE";

    private static final String TRIGGER = "create trigger MYO_COUNT_%1$s after %1$s on " + Numbers.TABLE;

    private static final String FUNCTION = """
            create function MYO_COUNT_GRADES() returns trigger language plpgsql as $$
            begin
              if tg_op <> 'INSERT' then
                insert into MYO_GRADE_COUNT (HASH_IDENTITY, SP_VALUE, N) select HASH_IDENTITY, SP_VALUE, -count(*)
                  from OLD_ROWS where SP_VALUE is not null group by HASH_IDENTITY, SP_VALUE;
              end if;
              if tg_op <> 'DELETE' then
                insert into MYO_GRADE_COUNT (HASH_IDENTITY, SP_VALUE, N) select HASH_IDENTITY, SP_VALUE, count(*)
                  from NEW_ROWS where SP_VALUE is not null group by HASH_IDENTITY, SP_VALUE;
              end if;
              return null;
            end $$""";

    private static final String SEVERAL = "delete from " + TABLE + " where (HASH_IDENTITY, SP_VALUE) in (select"
            + " HASH_IDENTITY, SP_VALUE from " + TABLE + " group by HASH_IDENTITY, SP_VALUE having count(*) > 1)";
    private static final String SUMS =
            "select HASH_IDENTITY, SP_VALUE, sum(N) from %s group by HASH_IDENTITY, SP_VALUE";
    private static final String INTO = "insert into " + TABLE + COLUMNS;

    /** One statement, so that whoever counts meanwhile finds the rows before or the rows after. */
    private static final String FOLD_OF_H2 = INTO + SUMS.formatted("old table (" + SEVERAL + ")");

    private static final String FOLD_OF_POSTGRESQL =
            "with FOLDED as (" + SEVERAL + " returning *) " + INTO + SUMS.formatted("FOLDED");

    private static final int FEW = 1000;
    private static final int EACH_SECONDS = 10;
    private static final Logger LOG = LoggerFactory.getLogger(GradeCounts.class);

    private final JdbcTemplate jdbc;
    private final String fold;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread folding = new Thread(task, "grade-counts");
        folding.setDaemon(true);
        return folding;
    });

    /** @param h2 or else PostgreSQL */
    public GradeCounts(JdbcTemplate jdbc, boolean h2) {
        this.jdbc = jdbc;
        this.fold = h2 ? FOLD_OF_H2 : FOLD_OF_POSTGRESQL;
    }

    /** Runs once on a database, new or old, after HAPI's own migrations and that of {@link Cohorts}. */
    public static BaseTask migration() {
        ExecuteRawSqlTask task = new ExecuteRawSqlTask("0.1.0", "20261128.3");
        for (DriverTypeEnum driver : new DriverTypeEnum[] {DriverTypeEnum.H2_EMBEDDED, DriverTypeEnum.POSTGRES_9_4}) {
            task.addSql(driver, CREATE);
            task.addSql(driver, "create index IDX_MYO_GRADE_COUNT on " + TABLE + COLUMNS);
        }
        task.addSql(
                DriverTypeEnum.H2_EMBEDDED,
                "create trigger MYO_COUNT after insert, update, delete on " + Numbers.TABLE + " for each row call '"
                        + GradeCountTrigger.class.getName() + "'");
        task.addSql(DriverTypeEnum.POSTGRES_9_4, FUNCTION);
        String call = " for each statement execute function MYO_COUNT_GRADES()";
        String news = " new table as NEW_ROWS";
        String olds = " old table as OLD_ROWS";
        task.addSql(DriverTypeEnum.POSTGRES_9_4, TRIGGER.formatted("insert") + " referencing" + news + call);
        task.addSql(DriverTypeEnum.POSTGRES_9_4, TRIGGER.formatted("update") + " referencing" + olds + news + call);
        task.addSql(DriverTypeEnum.POSTGRES_9_4, TRIGGER.formatted("delete") + " referencing" + olds + call);
        return task.setDescription("Count the grades of each movement and side")
                .addFlag(TaskFlagEnum.RUN_DURING_SCHEMA_INITIALIZATION);
    }

    /** From now on folds when there is something to fold. */
    public void start() {
        thread.scheduleWithFixedDelay(this::foldMany, EACH_SECONDS, EACH_SECONDS, TimeUnit.SECONDS);
    }

    private void foldMany() {
        try {
            Long rows = jdbc.queryForObject("select count(*) from " + TABLE, Long.class);
            if (rows != null && rows > FEW) {
                fold();
            }
        } catch (DataAccessException failed) {
            // The numbers are right all the same, and the next time comes soon; another node may have been first.
            LOG.warn(
                    "The counts of grades were not folded: {}",
                    failed.getClass().getSimpleName());
        }
    }

    void fold() {
        jdbc.update(fold);
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
