package org.myotome.storage.projection;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.taskdef.BaseTask;
import ca.uhn.fhir.jpa.migrate.taskdef.ExecuteRawSqlTask;
import ca.uhn.fhir.jpa.migrate.tasks.api.TaskFlagEnum;
import java.util.List;

/**
 * The tables of the projection, the same on all databases. Rows are narrow: codes are numbers of {@value #CODE}, resources are
 * the numbers of their rows, and times are milliseconds since 1970, which mean the same whatever time zone the server is in.
 */
public final class ProjectionTables {

    static final String CODE = "MYO_CODE";
    /** The table of the rows. */
    public static final String STRENGTH = "MYO_STRENGTH";

    /** Which mappings the rows were made by; the last one holds. */
    static final String STATE = "MYO_PROJECTION";

    /** Of a code, of its system, of a source. */
    static final int LONGEST = 500;

    /**
     * The widest columns come first, so that PostgreSQL fills no gaps. {@code EFFECTIVE_END} is null at an instant,
     * {@code GRADE} is the code of a grade or the unit of a quantity, {@code AMOUNT} the order of the one or the number of the
     * other, {@code COHORT} the movement and side of a grade as one number. The indexes of few different values are small:
     * PostgreSQL keeps each value once.
     */
    private static final List<String> SQL = List.of(
            "create table if not exists " + CODE + " (ID int primary key, SYSTEM varchar(500) not null,"
                    + " CODE varchar(500) not null, constraint UNQ_MYO_CODE unique (SYSTEM, CODE))",
            "create table if not exists " + STRENGTH + " (RES_ID bigint primary key, PATIENT bigint not null,"
                    + " EFFECTIVE bigint not null, EFFECTIVE_END bigint, EXAM bigint, PERFORMER bigint, COHORT bigint,"
                    + " RES_VER int not null, ITEM int not null, GRADE int, REASON int, METHOD int,"
                    + " SIDE smallint not null, STANDING smallint not null, SOURCE varchar(500),"
                    + " AMOUNT decimal(19,6))",
            "create table if not exists " + STATE + " (MAPPING int not null)",
            "create index if not exists IDX_MYO_STRENGTH_PATIENT on " + STRENGTH + " (PATIENT)",
            "create index if not exists IDX_MYO_STRENGTH_ITEM on " + STRENGTH + " (ITEM, SIDE, STANDING, GRADE)",
            "create index if not exists IDX_MYO_STRENGTH_COHORT on " + STRENGTH + " (COHORT, AMOUNT, RES_ID)");

    private ProjectionTables() {}

    /** The columns of a row, the key first. */
    public static String columns() {
        return String.join(", ", StrengthRow.COLUMNS);
    }

    /** Runs once on a database, new or old. What an older one holds is projected afterwards. */
    public static BaseTask migration() {
        ExecuteRawSqlTask task = new ExecuteRawSqlTask("0.1.0", "20261129.6");
        List.of(DriverTypeEnum.H2_EMBEDDED, DriverTypeEnum.POSTGRES_9_4)
                .forEach(driver -> SQL.forEach(sql -> task.addSql(driver, sql)));
        return task.setDescription("Project strength").addFlag(TaskFlagEnum.RUN_DURING_SCHEMA_INITIALIZATION);
    }
}
