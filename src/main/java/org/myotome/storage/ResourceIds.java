package org.myotome.storage;

import ca.uhn.fhir.jpa.model.dao.JpaPid;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.IdType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Looks up where resources are stored. One prepared statement does it for each type; the same question through JPA is put
 * into SQL anew each time, which costs more than the rest of the look-up.
 */
final class ResourceIds {

    /** Identifiers in one statement. The numbers are rounded up to powers of two, so that there are few statements. */
    private static final int MOST = 256;

    private final JdbcTemplate jdbc;

    @PersistenceContext
    private EntityManager entities;

    ResourceIds(DataSource dataSource) {
        jdbc = new JdbcTemplate(dataSource);
    }

    /** Those references, {@code Type/id}, whose resource is stored and not deleted, with its row. In the running transaction. */
    Map<String, JpaPid> of(Collection<String> references) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            // What the transaction has stored or deleted so far may not have reached the database yet.
            entities.flush();
        }
        Map<String, List<String>> byType = references.stream()
                .map(IdType::new)
                .collect(Collectors.groupingBy(
                        IdType::getResourceType, Collectors.mapping(IdType::getIdPart, Collectors.toList())));
        Map<String, JpaPid> found = new HashMap<>();
        byType.forEach((type, ids) -> {
            for (int start = 0; start < ids.size(); start += MOST) {
                find(type, ids.subList(start, Math.min(ids.size(), start + MOST)), found);
            }
        });
        return found;
    }

    private void find(String type, List<String> ids, Map<String, JpaPid> found) {
        int places = ids.size() == 1 ? 1 : Integer.highestOneBit(ids.size() - 1) << 1;
        List<Object> values = new ArrayList<>();
        values.add(type);
        for (int i = 0; i < places; i++) {
            values.add(ids.get(Math.min(i, ids.size() - 1)));
        }
        jdbc.query(
                "select FHIR_ID, RES_ID from HFJ_RESOURCE where RES_TYPE = ? and RES_DELETED_AT is null and FHIR_ID in (?"
                        + ", ?".repeat(places - 1) + ")",
                row -> {
                    found.put(type + "/" + row.getString(1), JpaPid.fromId(row.getLong(2)));
                },
                values.toArray());
    }
}
