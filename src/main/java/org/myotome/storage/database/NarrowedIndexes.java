package org.myotome.storage.database;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.taskdef.BaseTask;
import ca.uhn.fhir.jpa.migrate.taskdef.ExecuteRawSqlTask;
import ca.uhn.fhir.jpa.migrate.tasks.api.TaskFlagEnum;
import java.util.List;
import java.util.Set;
import org.myotome.storage.search.CommonCodes;

/**
 * Replaces on PostgreSQL those of HAPI's database indexes that repeat more of their table than a search needs: they have the
 * partition, of which there is one, or all columns of a row, so that the row itself need not be read. The rows of a resource
 * lie side by side, so that reading them costs less than keeping them twice. An index of nothing but values that many rows
 * share keeps each value once; and one that begins with the time of the write only grows at its end, where one that begins
 * with the type leaves its pages half empty. A code that nearly all grades have is in no index: whoever asks for it reads
 * nearly all rows in any case. H2 keeps HAPI's, because it answered fewer searches with the narrower ones.
 */
final class NarrowedIndexes {

    /**
     * @param replaced indexes of HAPI, of {@link TrimmedIndexes}, or of this class before
     * @param name of the index that stands for them
     * @param rows the condition of the rows that are in it; or empty
     */
    record Narrowed(Set<String> replaced, String name, String table, String columns, String rows) {

        Narrowed(Set<String> replaced, String name, String table, String columns) {
            this(replaced, name, table, columns, "");
        }

        private String create() {
            String where = rows.isEmpty() ? "" : " where " + rows;
            return "create index if not exists " + name + " on " + table + " (" + columns + ")" + where;
        }
    }

    static final List<Narrowed> ALL = List.of(
            new Narrowed(Set.of("IDX_SP_TOKEN_RESID_V2"), "IDX_MYO_TOKEN_RES", "HFJ_SPIDX_TOKEN", "RES_ID"),
            new Narrowed(
                    Set.of("IDX_SP_TOKEN_HASH_S_V2", "IDX_MYO_TOKEN_S", "IDX_MYO_TOKEN_SYSTEM"),
                    "IDX_MYO_TOKEN_RARE_SYSTEM",
                    "HFJ_SPIDX_TOKEN",
                    "HASH_SYS",
                    CommonCodes.none("HASH_SYS")),
            new Narrowed(
                    Set.of("IDX_SP_TOKEN_HASH_V_V2", "IDX_MYO_TOKEN_V", "IDX_MYO_TOKEN_CODE"),
                    "IDX_MYO_TOKEN_RARE_CODE",
                    "HFJ_SPIDX_TOKEN",
                    "HASH_VALUE",
                    CommonCodes.none("HASH_VALUE")),
            new Narrowed(
                    Set.of("IDX_SP_TOKEN_HASH_SV_V2", "IDX_MYO_TOKEN_SV"),
                    "IDX_MYO_TOKEN_RARE",
                    "HFJ_SPIDX_TOKEN",
                    "HASH_SYS_AND_VALUE, RES_ID",
                    CommonCodes.none("HASH_SYS_AND_VALUE")),
            new Narrowed(Set.of("IDX_SP_NUMBER_RESID_V2"), "IDX_MYO_NUMBER_RES", "HFJ_SPIDX_NUMBER", "RES_ID"),
            new Narrowed(
                    Set.of("IDX_SP_NUMBER_HASH_VAL_V2"),
                    "IDX_MYO_NUMBER",
                    "HFJ_SPIDX_NUMBER",
                    "HASH_IDENTITY, SP_VALUE, RES_ID"),
            new Narrowed(Set.of("IDX_SP_DATE_RESID_V2"), "IDX_MYO_DATE_RES", "HFJ_SPIDX_DATE", "RES_ID"),
            new Narrowed(
                    Set.of("IDX_SP_DATE_HASH_V2"), "IDX_MYO_DATE_LOW", "HFJ_SPIDX_DATE", "HASH_IDENTITY, SP_VALUE_LOW"),
            new Narrowed(
                    Set.of("IDX_SP_DATE_HASH_HIGH_V2"),
                    "IDX_MYO_DATE_HIGH",
                    "HFJ_SPIDX_DATE",
                    "HASH_IDENTITY, SP_VALUE_HIGH"),
            new Narrowed(
                    Set.of("IDX_SP_DATE_ORD_HASH_V2"),
                    "IDX_MYO_DAY_LOW",
                    "HFJ_SPIDX_DATE",
                    "HASH_IDENTITY, SP_VALUE_LOW_DATE_ORDINAL"),
            new Narrowed(
                    Set.of("IDX_SP_DATE_ORD_HASH_HIGH_V2"),
                    "IDX_MYO_DAY_HIGH",
                    "HFJ_SPIDX_DATE",
                    "HASH_IDENTITY, SP_VALUE_HIGH_DATE_ORDINAL"),
            new Narrowed(Set.of("IDX_SP_URI_HASH_URI_V2"), "IDX_MYO_URI", "HFJ_SPIDX_URI", "HASH_URI"),
            new Narrowed(
                    Set.of("IDX_RL_TGT_V2", "IDX_MYO_LINK_TARGET"),
                    "IDX_MYO_LINK_TO",
                    "HFJ_RES_LINK",
                    "TARGET_RESOURCE_ID"),
            new Narrowed(
                    Set.of("IDX_MYO_LINK_URL"),
                    "IDX_MYO_LINK_FOREIGN",
                    "HFJ_RES_LINK",
                    "TARGET_RESOURCE_URL, SRC_RESOURCE_ID",
                    "TARGET_RESOURCE_URL is not null"),
            new Narrowed(
                    Set.of("IDX_RES_TYPE_DEL_UPDATED"),
                    "IDX_MYO_RESOURCE_UPDATED",
                    "HFJ_RESOURCE",
                    "RES_UPDATED, RES_TYPE"),
            new Narrowed(
                    Set.of(), "IDX_MYO_RESOURCE_NAMED", "HFJ_RESOURCE", "RES_ID", "FHIR_ID <> cast(RES_ID as varchar)"),
            new Narrowed(
                    Set.of("IDX_RESVER_DATE", "IDX_RESVER_TYPE_DATE"),
                    "IDX_MYO_VERSION_UPDATED",
                    "HFJ_RES_VER",
                    "RES_UPDATED, RES_TYPE"),
            new Narrowed(
                    Set.of("IDX_RESVER_ID_SRC_URI"),
                    "IDX_MYO_VERSION_SOURCE",
                    "HFJ_RES_VER",
                    "SOURCE_URI, RES_ID",
                    "SOURCE_URI is not null"));

    private NarrowedIndexes() {}

    /** Runs once on a database, new or old, after {@link TrimmedIndexes}. */
    static BaseTask migration() {
        ExecuteRawSqlTask task = new ExecuteRawSqlTask("0.1.0", "20261129.2");
        for (Narrowed index : ALL) {
            task.addSql(DriverTypeEnum.POSTGRES_9_4, index.create());
            index.replaced().stream()
                    .sorted()
                    .forEach(old -> task.addSql(DriverTypeEnum.POSTGRES_9_4, "drop index if exists " + old));
        }
        return task.setDescription("Narrow indexes that repeat their tables")
                .addFlag(TaskFlagEnum.RUN_DURING_SCHEMA_INITIALIZATION);
    }
}
