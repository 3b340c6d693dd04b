package org.myotome.storage.projection;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.LongFunction;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.jspecify.annotations.Nullable;
import org.myotome.storage.search.FoundResource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the current versions of Observations, many at once. What is not stored as plain text, HAPI reads. */
public final class StoredObservations {

    private static final String READ = "select r.RES_ID, r.FHIR_ID, r.RES_VER, r.RES_UPDATED, r.HAS_TAGS,"
            + " v.RES_ENCODING, v.RES_TEXT_VC, v.SOURCE_URI from unnest(cast(? as bigint array)) as SOUGHT (RES_ID)"
            + " join HFJ_RESOURCE r on r.RES_ID = SOUGHT.RES_ID and r.RES_DELETED_AT is null"
            + " join HFJ_RES_VER v on v.RES_ID = r.RES_ID and v.RES_VER = r.RES_VER";

    private final JdbcTemplate jdbc;
    private final FhirContext fhir;
    private final LongFunction<String> others;

    public StoredObservations(DataSource database, FhirContext fhir, DaoRegistry daos) {
        this(
                database,
                fhir,
                row -> fhir.newJsonParser()
                        .encodeResourceToString(
                                daos.getResourceDao("Observation").readByPid(JpaPid.fromId(row))));
    }

    /** @param others reads the JSON of those that are not stored as plain text, by their rows */
    public StoredObservations(DataSource database, FhirContext fhir, LongFunction<String> others) {
        this.jdbc = new JdbcTemplate(database);
        this.fhir = fhir;
        this.others = others;
    }

    /**
     * @param rows of Observations
     * @return those that are stored and not deleted, in the order of the rows
     */
    public List<Observation> of(Collection<Long> rows) {
        return texts(rows).stream().map(this::parsed).toList();
    }

    /** The same as they are stored. */
    public List<FoundResource> texts(Collection<Long> rows) {
        Map<Long, FoundResource> found = new HashMap<>();
        query(rows, (row, text) -> found.put(row, text));
        return rows.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    void read(Collection<Long> rows, BiConsumer<Long, Observation> reader) {
        query(rows, (row, text) -> reader.accept(row, parsed(text)));
    }

    private void query(Collection<Long> rows, BiConsumer<Long, FoundResource> reader) {
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(READ);
                    statement.setArray(1, connection.createArrayOf("bigint", rows.toArray()));
                    return statement;
                },
                row -> {
                    reader.accept(row.getLong("RES_ID"), found(row));
                });
    }

    private FoundResource found(ResultSet row) throws SQLException {
        @Nullable String text = row.getString("RES_TEXT_VC");
        boolean plain = text != null && "JSON".equals(row.getString("RES_ENCODING")) && !row.getBoolean("HAS_TAGS");
        @Nullable String source = row.getString("SOURCE_URI");
        return new FoundResource(
                "Observation",
                row.getString("FHIR_ID"),
                row.getLong("RES_VER"),
                row.getTimestamp("RES_UPDATED"),
                source == null ? "" : source,
                plain ? text : others.apply(row.getLong("RES_ID")),
                plain);
    }

    /** The resource with its id, its version and its time. */
    public Observation parsed(FoundResource found) {
        Observation observation = fhir.newJsonParser().parseResource(Observation.class, found.json());
        String version = Long.toString(found.version());
        observation.setId(new IdType("Observation", found.id(), version));
        observation.getMeta().setVersionId(version).setLastUpdated(found.updated());
        if (!found.source().isEmpty()) {
            observation.getMeta().setSource(found.source());
        }
        return observation;
    }
}
