package org.myotome.storage;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.sl.cache.Cache;
import ca.uhn.fhir.sl.cache.CacheFactory;
import com.google.common.collect.Lists;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

    /** Identifiers in one statement. The numbers are rounded up to powers of two, so that there are few statements. */
    private static final int MOST = 256;

    /** Such queries in one statement. */
    private static final int MOST_QUERIES = 32;

    /** References that are remembered, and how long at most. */
    private static final int REMEMBERED = 10_000;

    private static final long REMEMBERED_MILLISECONDS = 60_000;

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
        Map<String, List<String>> byType = references.stream()
                .map(IdType::new)
                .collect(Collectors.groupingBy(
                        IdType::getResourceType,
                        TreeMap::new,
                        Collectors.mapping(IdType::getIdPart, Collectors.toList())));
        List<Query> queries = new ArrayList<>();
        byType.forEach((type, ids) -> Lists.partition(ids, MOST).forEach(some -> queries.add(query(type, some))));
        Map<String, JpaPid> found = new HashMap<>();
        Lists.partition(queries, MOST_QUERIES).forEach(some -> find(some, found));
        if (!inTransaction) {
            // What a transaction has stored may still be undone.
            found.forEach((reference, row) -> rows.put(reference, row.getId()));
        }
        return found;
    }

    /**
     * The rows of resources, of those that were looked up within the last minute without a look: which row a resource has does
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
    public void forget(Collection<String> references) {
        rows.invalidateAll(references);
    }

    /** What is deleted here must not be referred to a moment later. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_DELETED)
    public void forget(IBaseResource deleted) {
        forget(List.of(deleted.fhirType() + "/" + deleted.getIdElement().getIdPart()));
    }

    private record Query(String text, List<Object> values) {}

    private static Query query(String type, List<String> ids) {
        int places = ids.size() == 1 ? 1 : Integer.highestOneBit(ids.size() - 1) << 1;
        List<Object> values = new ArrayList<>();
        values.add(type);
        for (int i = 0; i < places; i++) {
            values.add(ids.get(Math.min(i, ids.size() - 1)));
        }
        return new Query(
                "select RES_TYPE, FHIR_ID, RES_ID from HFJ_RESOURCE"
                        + " where RES_TYPE = ? and RES_DELETED_AT is null and FHIR_ID in (?"
                        + ", ?".repeat(places - 1) + ")",
                values);
    }

    private void find(List<Query> queries, Map<String, JpaPid> found) {
        jdbc.query(
                queries.stream().map(Query::text).collect(Collectors.joining(" union all ")),
                row -> {
                    found.put(row.getString(1) + "/" + row.getString(2), JpaPid.fromId(row.getLong(3)));
                },
                queries.stream().flatMap(query -> query.values().stream()).toArray());
    }
}
