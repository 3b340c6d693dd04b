package org.myotome.storage.create;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.myotome.storage.projection.ProjectionTables;

/** The tables that a new resource has rows in, in the order in which their foreign keys allow them. */
enum Table {
    RESOURCE(
            "HFJ_RESOURCE",
            "SEQ_RESOURCE_ID",
            "RES_ID",
            "FHIR_ID",
            "RES_TYPE",
            "RES_TYPE_ID",
            "RES_VER = 1",
            "RES_VERSION = 'R4'",
            "RES_PUBLISHED",
            "RES_UPDATED",
            "HASH_SHA256",
            "HAS_TAGS = false",
            "SP_INDEX_STATUS = 0",
            "SEARCH_URL_PRESENT = false",
            "SP_CMPSTR_UNIQ_PRESENT = false",
            "SP_CMPTOKS_PRESENT = false",
            "SP_COORDS_PRESENT = false",
            "SP_DATE_PRESENT",
            "SP_NUMBER_PRESENT",
            "SP_QUANTITY_PRESENT",
            "SP_QUANTITY_NRML_PRESENT",
            "SP_STRING_PRESENT",
            "SP_TOKEN_PRESENT",
            "SP_URI_PRESENT",
            "SP_HAS_LINKS"),
    VERSION(
            "HFJ_RES_VER",
            "SEQ_RESOURCE_HISTORY_ID",
            "PID",
            "RES_ID",
            "RES_TYPE",
            "RES_TYPE_ID",
            "RES_VER = 1",
            "RES_VERSION = 'R4'",
            "RES_PUBLISHED",
            "RES_UPDATED",
            "RES_ENCODING = 'JSON'",
            "RES_TEXT_VC",
            "HAS_TAGS = false",
            "SOURCE_URI"),
    STRING(
            "HFJ_SPIDX_STRING",
            "SEQ_SPIDX_STRING",
            "SP_ID",
            "RES_ID",
            "SP_MISSING = false",
            "HASH_IDENTITY",
            "HASH_NORM_PREFIX",
            "HASH_EXACT",
            "SP_VALUE_NORMALIZED",
            "SP_VALUE_EXACT"),
    TOKEN(
            "HFJ_SPIDX_TOKEN",
            "SEQ_SPIDX_TOKEN",
            "SP_ID",
            "RES_ID",
            "SP_MISSING = false",
            "HASH_IDENTITY",
            "HASH_SYS",
            "HASH_SYS_AND_VALUE",
            "HASH_VALUE",
            "SP_VALUE"),
    NUMBER(
            "HFJ_SPIDX_NUMBER",
            "SEQ_SPIDX_NUMBER",
            "SP_ID",
            "RES_ID",
            "SP_MISSING = false",
            "HASH_IDENTITY",
            "SP_VALUE"),
    QUANTITY(
            "HFJ_SPIDX_QUANTITY",
            "SEQ_SPIDX_QUANTITY",
            "SP_ID",
            "RES_ID",
            "SP_MISSING = false",
            "HASH_IDENTITY",
            "HASH_IDENTITY_AND_UNITS",
            "HASH_IDENTITY_SYS_UNITS",
            "SP_SYSTEM",
            "SP_UNITS",
            "SP_VALUE"),
    QUANTITY_NORMALIZED(
            "HFJ_SPIDX_QUANTITY_NRML",
            "SEQ_SPIDX_QUANTITY_NRML",
            "SP_ID",
            "RES_ID",
            "SP_MISSING = false",
            "HASH_IDENTITY",
            "HASH_IDENTITY_AND_UNITS",
            "HASH_IDENTITY_SYS_UNITS",
            "SP_SYSTEM",
            "SP_UNITS",
            "SP_VALUE"),
    DATE(
            "HFJ_SPIDX_DATE",
            "SEQ_SPIDX_DATE",
            "SP_ID",
            "RES_ID",
            "SP_MISSING = false",
            "HASH_IDENTITY",
            "SP_VALUE_LOW",
            "SP_VALUE_LOW_DATE_ORDINAL",
            "SP_VALUE_HIGH",
            "SP_VALUE_HIGH_DATE_ORDINAL"),
    URI(
            "HFJ_SPIDX_URI",
            "SEQ_SPIDX_URI",
            "SP_ID",
            "RES_ID",
            "SP_MISSING = false",
            "HASH_IDENTITY",
            "HASH_URI",
            "SP_URI"),
    LINK(
            "HFJ_RES_LINK",
            "SEQ_RESLINK_ID",
            "PID",
            "SRC_RESOURCE_ID",
            "SRC_PATH",
            "SOURCE_RESOURCE_TYPE",
            "SRC_RES_TYPE_ID",
            "TARGET_RESOURCE_ID",
            "TARGET_RESOURCE_TYPE",
            "TARGET_RES_TYPE_ID",
            "SP_UPDATED"),
    /** Myotome's own: its key is that of the resource. */
    STRENGTH(
            ProjectionTables.STRENGTH,
            Optional.empty(),
            ProjectionTables.columns().split(", "));

    private final Optional<String> sequence;
    private final String insert;
    private final String row;

    /**
     * @param columns the key first, and those that have the same in all rows with it; the others are null, as in a row of
     *     HAPI's
     */
    Table(String name, String sequence, String... columns) {
        this(name, Optional.of(sequence), columns);
    }

    Table(String name, Optional<String> sequence, String... columns) {
        this.sequence = sequence;
        this.row = Stream.of(columns).map(column -> side(column, 1)).collect(Collectors.joining(", ", "(", ")"));
        this.insert = Stream.of(columns)
                .map(column -> side(column, 0))
                .collect(Collectors.joining(", ", "insert into " + name + " (", ") values " + row));
    }

    private static String side(String column, int index) {
        return (column + (column.contains(" = ") ? "" : " = ?")).split(" = ")[index];
    }

    /** Where HAPI takes the keys of the table from, if they are the table's own. */
    Optional<String> sequence() {
        return sequence;
    }

    /** Inserts one row, of parameters and constants alone, so that the log of an embedded database can repeat it. */
    String insert() {
        return insert;
    }

    /** Inserts so many rows. */
    String insert(int rows) {
        return insert + (", " + row).repeat(rows - 1);
    }
}
