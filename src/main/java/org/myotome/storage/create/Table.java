package org.myotome.storage.create;

import java.util.Collections;
import java.util.Optional;
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
            "RES_VER",
            "RES_VERSION",
            "RES_PUBLISHED",
            "RES_UPDATED",
            "HASH_SHA256",
            "HAS_TAGS",
            "SP_INDEX_STATUS",
            "SEARCH_URL_PRESENT",
            "SP_CMPSTR_UNIQ_PRESENT",
            "SP_CMPTOKS_PRESENT",
            "SP_COORDS_PRESENT",
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
            "RES_VER",
            "RES_VERSION",
            "RES_PUBLISHED",
            "RES_UPDATED",
            "RES_ENCODING",
            "RES_TEXT_VC",
            "HAS_TAGS",
            "SOURCE_URI"),
    STRING(
            "HFJ_SPIDX_STRING",
            "SEQ_SPIDX_STRING",
            "SP_ID",
            "RES_ID",
            "SP_MISSING",
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
            "SP_MISSING",
            "HASH_IDENTITY",
            "HASH_SYS",
            "HASH_SYS_AND_VALUE",
            "HASH_VALUE",
            "SP_VALUE"),
    NUMBER("HFJ_SPIDX_NUMBER", "SEQ_SPIDX_NUMBER", "SP_ID", "RES_ID", "SP_MISSING", "HASH_IDENTITY", "SP_VALUE"),
    QUANTITY(
            "HFJ_SPIDX_QUANTITY",
            "SEQ_SPIDX_QUANTITY",
            "SP_ID",
            "RES_ID",
            "SP_MISSING",
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
            "SP_MISSING",
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
            "SP_MISSING",
            "HASH_IDENTITY",
            "SP_VALUE_LOW",
            "SP_VALUE_LOW_DATE_ORDINAL",
            "SP_VALUE_HIGH",
            "SP_VALUE_HIGH_DATE_ORDINAL"),
    URI("HFJ_SPIDX_URI", "SEQ_SPIDX_URI", "SP_ID", "RES_ID", "SP_MISSING", "HASH_IDENTITY", "HASH_URI", "SP_URI"),
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

    /** @param columns the key first; the others are null, as in a row of HAPI's */
    Table(String name, String sequence, String... columns) {
        this(name, Optional.of(sequence), columns);
    }

    Table(String name, Optional<String> sequence, String... columns) {
        this.sequence = sequence;
        this.row = "(" + String.join(", ", Collections.nCopies(columns.length, "?")) + ")";
        this.insert = "insert into " + name + " (" + String.join(", ", columns) + ") values " + row;
    }

    /** Where HAPI takes the keys of the table from, if they are the table's own. */
    Optional<String> sequence() {
        return sequence;
    }

    /** Inserts one row, of parameters alone, so that the log of an embedded database can repeat it. */
    String insert() {
        return insert;
    }

    /** Inserts so many rows. */
    String insert(int rows) {
        return insert + (", " + row).repeat(rows - 1);
    }
}
