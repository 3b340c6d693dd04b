package org.myotome.storage.search;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a page. What is not stored as plain text with all that belongs to it, HAPI reads. */
public final class StoredTexts {

    private final DaoRegistry daos;
    private final FhirContext fhir;

    public StoredTexts(DaoRegistry daos, FhirContext fhir) {
        this.daos = daos;
        this.fhir = fhir;
    }

    /** @param place where the next page begins if this is the last of its page */
    record Row(FoundResource resource, Cursor place) {}

    Row read(String type, Order.Kind kind, ResultSet row) throws SQLException {
        long resource = row.getLong("RES_ID");
        return new Row(resource(type, resource, row), new Cursor(value(kind, row), resource));
    }

    private static @Nullable Object value(Order.Kind kind, ResultSet row) throws SQLException {
        return switch (kind) {
            // As it is in the database, which knows no time zone: it is only compared there.
            case INSTANT -> row.getObject("SORT_VALUE", LocalDateTime.class);
            case NUMBER -> row.getBigDecimal("SORT_VALUE");
            case NONE -> null;
        };
    }

    private FoundResource resource(String type, long resource, ResultSet row) throws SQLException {
        @Nullable String text = row.getString("RES_TEXT_VC");
        boolean plain = text != null
                && text.startsWith("{\"resourceType\":\"" + type + "\"")
                && "JSON".equals(row.getString("RES_ENCODING"))
                && !row.getBoolean("HAS_TAGS");
        Timestamp updated = row.getTimestamp("RES_UPDATED");
        return new FoundResource(
                type,
                row.getString("FHIR_ID"),
                row.getLong("RES_VER"),
                updated,
                source(row.getString("SOURCE_URI"), row.getString("REQUEST_ID")),
                plain ? text : readByHapi(type, resource),
                plain);
    }

    private static String source(@Nullable String uri, @Nullable String request) {
        return (uri == null ? "" : uri) + (request == null || request.isBlank() ? "" : "#" + request);
    }

    private String readByHapi(String type, long resource) {
        return fhir.newJsonParser()
                .encodeResourceToString(daos.getResourceDao(type).readByPid(JpaPid.fromId(resource)));
    }
}
