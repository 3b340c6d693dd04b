package org.myotome.storage.messages;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.taskdef.BaseTask;
import ca.uhn.fhir.jpa.migrate.taskdef.ExecuteRawSqlTask;
import ca.uhn.fhir.jpa.migrate.tasks.api.TaskFlagEnum;
import java.util.List;
import java.util.Map;

/**
 * The tables of messages. What another attempt has left stays, so that no message is lost when it is made again. Times are
 * milliseconds since 1970, which mean the same whatever time zone the server or the database is in.
 */
public final class MessageTables {

    static final String MESSAGE = "MYO_INTAKE_MESSAGE";
    static final String REASON = "MYO_INTAKE_REASON";

    /** A row for each part of a table that was sent: how much of it was stored and refused. */
    static final String TABLE = "MYO_INTAKE_TABLE";

    /** Of a rule, a type of message, a character set. */
    static final int SHORT = 100;

    /**
     * {@code CONTENT_SINCE} is {@code RECEIVED} as long as the content is there. {@code UNMAPPED_CODE} is null where a reason
     * is not about a code.
     */
    private static final List<String> SQL = List.of(
            "create table if not exists " + MESSAGE + " (ID varchar(36) primary key, SENDER varchar(250) not null,"
                    + " CONTROL_ID varchar(250) not null, FORMAT varchar(100) not null, CHANNEL varchar(100) not null,"
                    + " MESSAGE_TYPE varchar(100) not null, RECEIVED bigint not null, CONTENT %1$s, CONTENT_SINCE bigint,"
                    + " DIGEST varchar(64) not null, CHARSET varchar(100) not null, STATUS varchar(8) not null,"
                    + " ATTEMPTS int not null, WORKED bigint not null, ANSWER %2$s not null, OUTCOME %2$s not null,"
                    + " STORED int not null)",
            "create table if not exists " + REASON + " (MESSAGE_ID varchar(36) not null, N int not null,"
                    + " RULE varchar(100) not null, UNMAPPED_SYSTEM varchar(250), UNMAPPED_CODE varchar(250),"
                    + " UNMAPPED_TEXT varchar(250), primary key (MESSAGE_ID, N))",
            "create unique index if not exists IDX_MYO_MESSAGE_CONTROL on " + MESSAGE + " (SENDER, CONTROL_ID)",
            "create index if not exists IDX_MYO_MESSAGE_TIME on " + MESSAGE + " (RECEIVED desc, ID desc)",
            "create index if not exists IDX_MYO_MESSAGE_STATUS on " + MESSAGE + " (STATUS, RECEIVED desc, ID desc)",
            "create index if not exists IDX_MYO_MESSAGE_SENDER on " + MESSAGE + " (SENDER, RECEIVED desc, ID desc)",
            "create index if not exists IDX_MYO_MESSAGE_REPORT on " + MESSAGE
                    + " (SENDER, STATUS, RECEIVED desc, ID desc, STORED)",
            "create index if not exists IDX_MYO_MESSAGE_CONTENT on " + MESSAGE + " (STATUS, CONTENT_SINCE)",
            "create index if not exists IDX_MYO_REASON_RULE on " + REASON + " (RULE, MESSAGE_ID)",
            "create index if not exists IDX_MYO_REASON_CODE on " + REASON + " (UNMAPPED_CODE, MESSAGE_ID)");

    private static final List<String> COUNTS = List.of(
            "create table if not exists " + TABLE + " (ID varchar(36) primary key, TABLE_ID varchar(36) not null,"
                    + " SENDER varchar(250) not null, RECEIVED bigint not null, ROWS_READ bigint not null, STORED bigint not null,"
                    + " ALREADY_THERE bigint not null, REFUSED bigint not null)",
            "create index if not exists IDX_MYO_TABLE_REPORT on " + TABLE
                    + " (SENDER, TABLE_ID, RECEIVED, ROWS_READ, STORED, ALREADY_THERE, REFUSED)",
            "create index if not exists IDX_MYO_TABLE_TIME on " + TABLE + " (RECEIVED)");

    private static final Map<DriverTypeEnum, Object[]> TYPES = Map.of(
            DriverTypeEnum.H2_EMBEDDED, new Object[] {"blob", "clob"},
            DriverTypeEnum.POSTGRES_9_4, new Object[] {"bytea", "text"});

    private MessageTables() {}

    /** Runs once on a database, new or old. */
    public static BaseTask migration() {
        ExecuteRawSqlTask task = new ExecuteRawSqlTask("0.1.0", "20261129.1");
        TYPES.forEach((driver, types) -> SQL.forEach(sql -> task.addSql(driver, sql.formatted(types))));
        return task.setDescription("Keep messages that are not FHIR")
                .addFlag(TaskFlagEnum.RUN_DURING_SCHEMA_INITIALIZATION);
    }

    /** Runs once on a database, after {@link #migration}. */
    public static BaseTask countsMigration() {
        ExecuteRawSqlTask task = new ExecuteRawSqlTask("0.1.0", "20261129.5");
        TYPES.keySet().forEach(driver -> COUNTS.forEach(sql -> task.addSql(driver, sql)));
        return task.setDescription("Keep counts of tables").addFlag(TaskFlagEnum.RUN_DURING_SCHEMA_INITIALIZATION);
    }
}
