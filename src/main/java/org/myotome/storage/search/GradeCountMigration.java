package org.myotome.storage.search;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.taskdef.BaseTask;
import ca.uhn.fhir.jpa.migrate.taskdef.ExecuteRawSqlTask;
import ca.uhn.fhir.jpa.migrate.tasks.api.TaskFlagEnum;
import java.util.List;
import org.myotome.storage.projection.ProjectionTables;

/**
 * Makes the table of {@link GradeCounts}, from the rows that there are, and the triggers that keep it. What another attempt
 * has left is dropped first, so that it may run again after it has failed.
 */
final class GradeCountMigration {

    private static final String TABLE = GradeCounts.TABLE;

    /** With the types of the columns that it is made from. */
    private static final List<String> TABLES = List.of(
            "drop table if exists " + TABLE,
            "create table " + TABLE + " as select COHORT, AMOUNT, count(*) as N from " + ProjectionTables.STRENGTH
                    + " where COHORT is not null and AMOUNT is not null"
                    + " group by COHORT, AMOUNT",
            "create index IDX_MYO_GRADE_COUNT on " + TABLE + " (COHORT, AMOUNT, N)");

    /** Nobody adds a grade between the count and the trigger; grades can be read meanwhile. */
    private static final String LOCK = "lock table " + ProjectionTables.STRENGTH + " in share row exclusive mode";

    private static final String FUNCTION = """
            create or replace function MYO_COUNT_GRADES() returns trigger language plpgsql as $$
            begin
              if tg_op <> 'INSERT' then
                insert into MYO_GRADE_COUNT (COHORT, AMOUNT, N) select COHORT, AMOUNT, -count(*)
                  from OLD_ROWS where COHORT is not null and AMOUNT is not null group by COHORT, AMOUNT;
              end if;
              if tg_op <> 'DELETE' then
                insert into MYO_GRADE_COUNT (COHORT, AMOUNT, N) select COHORT, AMOUNT, count(*)
                  from NEW_ROWS where COHORT is not null and AMOUNT is not null group by COHORT, AMOUNT;
              end if;
              return null;
            end $$""";

    private static final String OLD_ROWS = " old table as OLD_ROWS";
    private static final String NEW_ROWS = " new table as NEW_ROWS";

    private GradeCountMigration() {}

    static BaseTask task() {
        ExecuteRawSqlTask task = new ExecuteRawSqlTask("0.1.0", "20261129.9");
        task.addSql(DriverTypeEnum.H2_EMBEDDED, "drop trigger if exists MYO_COUNT");
        TABLES.forEach(sql -> task.addSql(DriverTypeEnum.H2_EMBEDDED, sql));
        task.addSql(
                DriverTypeEnum.H2_EMBEDDED,
                "create trigger MYO_COUNT after insert, update, delete on " + ProjectionTables.STRENGTH
                        + " for each row call '" + GradeCountTrigger.class.getName() + "'");
        // One message, which is one transaction.
        task.addSql(
                DriverTypeEnum.POSTGRES_9_4,
                String.join(
                        "; ",
                        LOCK,
                        before("insert"),
                        before("update"),
                        before("delete"),
                        String.join("; ", TABLES),
                        FUNCTION,
                        trigger("insert", NEW_ROWS),
                        trigger("update", OLD_ROWS + NEW_ROWS),
                        trigger("delete", OLD_ROWS)));
        return task.setDescription("Count the grades of each movement and side")
                .addFlag(TaskFlagEnum.RUN_DURING_SCHEMA_INITIALIZATION);
    }

    /** The triggers stood at another table before the projection. */
    private static String before(String event) {
        return "drop trigger if exists MYO_COUNT_" + event + " on " + Numbers.TABLE;
    }

    private static String trigger(String event, String rows) {
        String name = "MYO_COUNT_" + event + " ";
        return "drop trigger if exists " + name + "on " + ProjectionTables.STRENGTH + "; create trigger " + name
                + "after " + event
                + " on " + ProjectionTables.STRENGTH + " referencing" + rows
                + " for each statement execute function MYO_COUNT_GRADES()";
    }
}
