package org.myotome.storage;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.sl.cache.Cache;
import ca.uhn.fhir.sl.cache.CacheFactory;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.myotome.FhirInterceptor;
import org.myotome.storage.create.StoredRows;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Looks up where resources are stored. One prepared statement does it for all types; the same question through JPA is put
 * into SQL anew each time, which costs more than the rest of the look-up.
 */
@Interceptor
final class ResourceIds implements StoredRows, FhirInterceptor {

    private static final String COLUMNS = "select r.RES_TYPE, r.FHIR_ID, r.RES_ID from ";

    /** A join and not {@code in (...)}, for which H2 reads all resources of the type; and one text for any number. */
    private static final String SEVERAL = COLUMNS
            + "unnest(cast(? as varchar array), cast(? as varchar array)) as sought (RES_TYPE, FHIR_ID)"
            + " join HFJ_RESOURCE r on r.RES_TYPE = sought.RES_TYPE and r.FHIR_ID = sought.FHIR_ID where r.RES_DELETED_AT is ";

    /**
     * Most look for one. PostgreSQL takes the join for one of ten, finds the plan too dear to keep, and plans each look-up
     * anew, which takes longer than the look-up.
     */
    private static final String ONE =
            COLUMNS + "HFJ_RESOURCE r where r.RES_TYPE = ? and r.FHIR_ID = ? and r.RES_DELETED_AT is ";

    /** References that are remembered, and how long at most. */
    private static final int REMEMBERED = 10_000;

    /** For so long at most a node takes for stored what another one has deleted, until it writes. */
    private static final long REMEMBERED_MILLISECONDS = 10_000;

    private final JdbcTemplate jdbc;
    private final Cache<String, Long> rows = CacheFactory.build(REMEMBERED_MILLISECONDS, REMEMBERED);

    @PersistenceContext
    private EntityManager entities;

    ResourceIds(DataSource dataSource) {
        jdbc = new JdbcTemplate(dataSource);
    }

    /** Those references, {@code Type/id}, whose resource is stored and not deleted, with its row. In the running transaction. */
    Map<String, JpaPid> of(Collection<String> references) {
        boolean inTransaction = TransactionSynchronizationManager.isActualTransactionActive();
        if (inTransaction) {
            // What the transaction has stored or deleted so far may not have reached the database yet.
            entities.flush();
        }
        Map<String, JpaPid> found = new HashMap<>();
        find("null", references).forEach((reference, row) -> found.put(reference, JpaPid.fromId(row)));
        if (!inTransaction) {
            // What a transaction has stored may still be undone.
            found.forEach((reference, row) -> rows.put(reference, row.getId()));
        }
        return found;
    }

    /**
     * The rows of resources, of those that were looked up within the last ten seconds without a look: which row a resource has does
     * not change. One that another server has deleted since may be among them, so that whoever writes must see to it.
     */
    @Override
    public Map<String, Long> rows(Collection<String> references) {
        Map<String, Long> known = TransactionSynchronizationManager.isActualTransactionActive()
                ? new HashMap<>()
                : new HashMap<>(rows.getAllPresent(references));
        List<String> others = references.stream()
                .filter(reference -> !known.containsKey(reference))
                .toList();
        if (!others.isEmpty()) {
            of(others).forEach((reference, row) -> known.put(reference, row.getId()));
        }
        return known;
    }

    @Override
    public void confirm(Map<String, Long> stored) {
        rows.putAll(stored);
    }

    @Override
    public void forget(Collection<String> references) {
        rows.invalidateAll(references);
    }

    /** What is deleted here must not be referred to a moment later. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_DELETED)
    public void forget(IBaseResource deleted) {
        forget(List.of(deleted.fhirType() + "/" + deleted.getIdElement().getIdPart()));
    }

    /** Those of the references, {@code Type/id}, whose resource was stored and is deleted. In the running transaction. */
    Set<String> deleted(Collection<String> references) {
        return find("not null", references).keySet();
    }

    private Map<String, Long> find(String deletedAt, Collection<String> references) {
        List<IdType> sought = references.stream().map(IdType::new).toList();
        Map<String, Long> found = new HashMap<>();
        jdbc.query(
                connection -> sought.size() == 1
                        ? one(connection, deletedAt, sought.get(0))
                        : several(connection, deletedAt, sought),
                row -> {
                    found.put(row.getString(1) + "/" + row.getString(2), row.getLong(3));
                });
        return found;
    }

    private static PreparedStatement one(Connection connection, String deletedAt, IdType id) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(ONE + deletedAt);
        statement.setString(1, id.getResourceType());
        statement.setString(2, id.getIdPart());
        return statement;
    }

    private static PreparedStatement several(Connection connection, String deletedAt, List<IdType> ids)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(SEVERAL + deletedAt);
        statement.setArray(1, texts(connection, ids, IdType::getResourceType));
        statement.setArray(2, texts(connection, ids, IdType::getIdPart));
        return statement;
    }

    private static Array texts(Connection connection, List<IdType> ids, Function<IdType, String> part)
            throws SQLException {
        return connection.createArrayOf("varchar", ids.stream().map(part).toArray());
    }
}
