package org.myotome.storage.terminology;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.jspecify.annotations.Nullable;
import org.myotome.AddedTerminology;
import org.myotome.storage.ResourceStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads the tables in which HAPI keeps the code systems that its loader has loaded. HAPI's own service for them would
 * expand value sets into further tables before it answers, and needs a text index, which this server has not.
 */
final class AddedCodeSystems implements AddedTerminology {

    private static final String SYSTEMS = """
            select V.PID, S.CODE_SYSTEM_URI, S.CS_NAME, V.CS_VERSION_ID, R.FHIR_ID,
              case when V.PID = S.CURRENT_VERSION_PID then 0 else 1 end as OLDER
            from TRM_CODESYSTEM S
            join TRM_CODESYSTEM_VER V on V.CODESYSTEM_PID = S.PID
            left join HFJ_RESOURCE R on R.RES_ID = V.RES_ID
            """;

    private static final String LAST_FIRST = " order by S.CODE_SYSTEM_URI, OLDER, V.PID desc";

    private final JdbcTemplate database;
    private final ObjectProvider<ResourceStore> store;
    private final ConceptRows rows;
    private final Map<Long, CodeSystem> described = new ConcurrentHashMap<>();
    private final Map<CodeSystem, Long> keys = new ConcurrentHashMap<>();

    /** @param store is asked for what describes a system, once for each */
    AddedCodeSystems(DataSource database, ObjectProvider<ResourceStore> store) {
        this.database = new JdbcTemplate(database);
        this.store = store;
        this.rows = new ConceptRows(this.database);
    }

    @Override
    public List<CodeSystem> systems() {
        return database.query(SYSTEMS + LAST_FIRST, (row, number) -> describe(row));
    }

    @Override
    public Optional<CodeSystem> system(String url, @Nullable String version) {
        return database
                .query(SYSTEMS + " where S.CODE_SYSTEM_URI = ?" + LAST_FIRST, (row, number) -> describe(row), url)
                .stream()
                .filter(system -> version == null || version.equals(system.getVersion()))
                .findFirst();
    }

    private CodeSystem describe(ResultSet row) throws SQLException {
        var known = described.get(row.getLong("PID"));
        if (known != null) {
            return known;
        }
        var fhirId = row.getString("FHIR_ID");
        var system = Optional.ofNullable(fhirId)
                .flatMap(id -> store.getObject().read("CodeSystem/" + id))
                .map(CodeSystem.class::cast)
                .orElseGet(CodeSystem::new);
        system.setUrl(row.getString("CODE_SYSTEM_URI"));
        system.setVersion(row.getString("CS_VERSION_ID"));
        if (!system.hasName()) {
            system.setName(Optional.ofNullable(row.getString("CS_NAME")).orElse(system.getUrl()));
        }
        system.setStatus(PublicationStatus.ACTIVE).setContent(CodeSystemContentMode.COMPLETE);
        keys.put(system, row.getLong("PID"));
        described.put(row.getLong("PID"), system);
        return system;
    }

    private long key(CodeSystem system) {
        return Optional.ofNullable(keys.get(system))
                .orElseThrow(() -> new IllegalArgumentException(system.getUrl() + " is not in the database"));
    }

    @Override
    public Optional<ConceptDefinitionComponent> find(CodeSystem system, String code) {
        return rows.keyOf(key(system), code)
                .map(concept -> rows.concepts(List.of(concept)).get(0));
    }

    /** Goes up one level after the other; the way up is short, the way down may be long. */
    @Override
    public boolean isBelow(CodeSystem system, String code, String ancestor) {
        var wanted = rows.keyOf(key(system), ancestor);
        var level = rows.keyOf(key(system), code).stream().toList();
        Set<Long> seen = new HashSet<>();
        while (wanted.isPresent() && !level.isEmpty()) {
            var above = rows.parents(level);
            if (above.contains(wanted.get())) {
                return true;
            }
            level = above.stream().filter(seen::add).toList();
        }
        return false;
    }

    @Override
    public List<ConceptDefinitionComponent> parents(CodeSystem system, String code) {
        return rows.concepts(rows.parents(rows.keyOf(key(system), code).stream().toList()));
    }

    @Override
    public List<ConceptDefinitionComponent> children(CodeSystem system, String code) {
        return rows.concepts(
                rows.children(rows.keyOf(key(system), code).stream().toList()));
    }

    @Override
    public long count(CodeSystem system) {
        return rows.count(key(system));
    }

    @Override
    public List<ConceptDefinitionComponent> concepts(CodeSystem system) {
        return new ArrayList<>(rows.concepts(database.queryForList(
                "select PID from TRM_CONCEPT where CODESYSTEM_PID = ? order by CODEVAL", Long.class, key(system))));
    }
}
