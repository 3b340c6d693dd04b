package org.myotome.storage.database;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.taskdef.BaseTask;
import ca.uhn.fhir.jpa.migrate.taskdef.ExecuteRawSqlTask;
import ca.uhn.fhir.jpa.migrate.tasks.api.TaskFlagEnum;
import java.util.List;
import java.util.Map;

/**
 * Drops those of HAPI's database indexes that answer no question which Myotome lets through, or that only repeat the
 * beginning of another. Each index is a copy of its columns that every write has to keep up.
 */
final class TrimmedIndexes {

    static final List<String> DROPPED = List.of(
            // IDX_RES_TYPE_FHIR_ID and the primary key find the same rows, IDX_RES_TYPE_DEL_UPDATED those of a type by
            // time.
            "IDX_RES_FHIR_ID",
            "IDX_RES_RESID_UPDATED",
            "IDX_RES_DATE",
            // A resource has few versions, which IDX_RESVER_ID_VER finds.
            "IDX_RESVER_ID_DATE",
            // The texts of a code or canonical; the indexes of their hashes find it.
            "IDX_SP_TOKEN_HASH_V2",
            "IDX_SP_URI_HASH_IDENTITY_V2",
            // Replaced by IDX_MYO_LINK_URL below: almost all references are to resources here and have no URL.
            "IDX_RL_SRCPATH_TGTURL");

    /**
     * Foreign keys of tables that only repeat what the resources say, as HAPI alone writes them and {@code $reindex} writes
     * them anew. H2 keeps an index for each although another one begins with the same column; PostgreSQL looks for the
     * resource of each row.
     */
    static final Map<String, String> KEYS = Map.of(
            "FK_SP_DATE_RES", "HFJ_SPIDX_DATE",
            "FK_SP_NUMBER_RES", "HFJ_SPIDX_NUMBER",
            "FK_SP_QUANTITY_RES", "HFJ_SPIDX_QUANTITY",
            "FK_SP_QUANTITYNM_RES", "HFJ_SPIDX_QUANTITY_NRML",
            "FK_SPIDXSTR_RESOURCE", "HFJ_SPIDX_STRING",
            "FK_SP_TOKEN_RES", "HFJ_SPIDX_TOKEN",
            "FK_RESLINK_TARGET", "HFJ_RES_LINK");

    /** More of them that are alone in need of an index in H2. */
    static final Map<String, String> KEYS_OF_POSTGRESQL = Map.of(
            "FKGXSREUTYMMFJUWDSWV3Y887DO", "HFJ_SPIDX_URI",
            "FK_RESLINK_SOURCE", "HFJ_RES_LINK");

    private TrimmedIndexes() {}

    /** Runs once on a database, new or old, after HAPI's own migrations. */
    static BaseTask migration() {
        ExecuteRawSqlTask task = new ExecuteRawSqlTask("0.1.0", "20261128.3");
        for (DriverTypeEnum driver : List.of(DriverTypeEnum.H2_EMBEDDED, DriverTypeEnum.POSTGRES_9_4)) {
            DROPPED.forEach(index -> task.addSql(driver, "drop index if exists " + index));
            task.addSql(
                    driver,
                    "create index if not exists IDX_MYO_LINK_URL on HFJ_RES_LINK (TARGET_RESOURCE_URL, SRC_RESOURCE_ID)");
            KEYS.forEach((key, table) -> task.addSql(driver, drop(key, table)));
        }
        KEYS_OF_POSTGRESQL.forEach((key, table) -> task.addSql(DriverTypeEnum.POSTGRES_9_4, drop(key, table)));
        return task.setDescription("Drop indexes that no search needs")
                .addFlag(TaskFlagEnum.RUN_DURING_SCHEMA_INITIALIZATION);
    }

    private static String drop(String key, String table) {
        return "alter table " + table + " drop constraint if exists " + key;
    }
}
