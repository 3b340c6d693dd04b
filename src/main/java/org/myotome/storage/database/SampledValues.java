package org.myotome.storage.database;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.taskdef.BaseTask;
import ca.uhn.fhir.jpa.migrate.taskdef.ExecuteRawSqlTask;
import ca.uhn.fhir.jpa.migrate.tasks.api.TaskFlagEnum;
import java.util.List;
import java.util.Map;

/**
 * Has PostgreSQL read less of its tables to know which values are frequent. HAPI asks for the 10,000 most frequent ones of a
 * column, for which PostgreSQL sorts three million rows each time that a table has grown by a tenth: much of the work of a
 * server that takes in results without a pause. The codes of all that is stored here are some hundreds.
 */
final class SampledValues {

    /** Sampled are 300 times as many rows, in which a code that one row in ten thousand has is found fifteen times. */
    private static final int FREQUENT = 500;

    /** Columns of which HAPI wants more. */
    private static final Map<String, List<String>> COLUMNS = Map.of(
            "HFJ_RES_LINK", List.of("SRC_PATH", "TARGET_RESOURCE_ID", "SRC_RESOURCE_ID"),
            "HFJ_SPIDX_COORDS", List.of("HASH_IDENTITY"),
            "HFJ_SPIDX_DATE", List.of("HASH_IDENTITY"),
            "HFJ_SPIDX_NUMBER", List.of("HASH_IDENTITY"),
            "HFJ_SPIDX_QUANTITY", List.of("HASH_IDENTITY", "HASH_IDENTITY_AND_UNITS", "HASH_IDENTITY_SYS_UNITS"),
            "HFJ_SPIDX_QUANTITY_NRML", List.of("HASH_IDENTITY", "HASH_IDENTITY_AND_UNITS", "HASH_IDENTITY_SYS_UNITS"),
            "HFJ_SPIDX_STRING", List.of("HASH_IDENTITY", "HASH_NORM_PREFIX", "HASH_EXACT"),
            "HFJ_SPIDX_TOKEN", List.of("HASH_IDENTITY", "HASH_SYS", "HASH_SYS_AND_VALUE", "HASH_VALUE"),
            "HFJ_SPIDX_URI", List.of("HASH_IDENTITY", "HASH_URI"));

    private SampledValues() {}

    /** Runs once on a database, new or old. */
    static BaseTask migration() {
        ExecuteRawSqlTask task = new ExecuteRawSqlTask("0.1.0", "20261130.1");
        COLUMNS.keySet().stream().sorted().forEach(table -> {
            for (String column : COLUMNS.get(table)) {
                task.addSql(
                        DriverTypeEnum.POSTGRES_9_4,
                        "alter table " + table + " alter column " + column + " set statistics " + FREQUENT);
            }
            // The share of new rows at which PostgreSQL reads again; of itself, a tenth.
            task.addSql(
                    DriverTypeEnum.POSTGRES_9_4,
                    "alter table " + table + " set (autovacuum_analyze_scale_factor = 0.2)");
        });
        return task.setDescription("Sample fewer rows for the frequent values of a column")
                .addFlag(TaskFlagEnum.RUN_DURING_SCHEMA_INITIALIZATION);
    }
}
