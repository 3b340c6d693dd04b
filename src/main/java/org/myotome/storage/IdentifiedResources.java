package org.myotome.storage;

import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.IdType;
import org.myotome.storage.search.TokenHash;
import org.springframework.jdbc.core.JdbcTemplate;

/** Finds resources by their identifiers, in the running transaction, by the index of codes. */
public final class IdentifiedResources {

    /** Identifiers in one statement. */
    private static final int MOST = 128;

    private static final String IDENTIFIER = "identifier";
    private static final String SEARCH = "select t.HASH_SYS_AND_VALUE, r.FHIR_ID from HFJ_SPIDX_TOKEN t"
            + " join HFJ_RESOURCE r on r.RES_ID = t.RES_ID"
            + " where r.RES_DELETED_AT is null and t.HASH_SYS_AND_VALUE in (?%s) order by r.RES_ID";

    private static final String DELETED = "select FHIR_ID from HFJ_RESOURCE"
            + " where RES_TYPE = ? and FHIR_ID in (?%s) and RES_DELETED_AT is not null";

    private final JdbcTemplate jdbc;

    IdentifiedResources(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** An identifier as it stands in a resource. */
    public record Name(String system, String value) {}

    /**
     * @param type of the resources, all with a search parameter {@code identifier}
     * @return references, {@code Type/id}, oldest first; names of none are left out
     */
    public Map<Name, List<String>> find(String type, Collection<Name> names) {
        Map<Long, Name> byHash = new HashMap<>();
        names.forEach(
                name -> byHash.put(TokenHash.ofSystemAndCode(type, IDENTIFIER, name.system(), name.value()), name));
        Map<Name, List<String>> found = new HashMap<>();
        for (List<Long> hashes : Lists.partition(List.copyOf(new TreeSet<>(byHash.keySet())), MOST)) {
            jdbc.query(
                    SEARCH.formatted(", ?".repeat(places(hashes.size()) - 1)),
                    row -> {
                        found.computeIfAbsent(byHash.get(row.getLong(1)), any -> new ArrayList<>())
                                .add(type + "/" + row.getString(2));
                    },
                    filled(hashes).toArray());
        }
        return found;
    }

    /** Those of the references, {@code Type/id}, whose resource was stored and is deleted. */
    Set<String> deleted(Collection<String> references) {
        Map<String, List<String>> byType = references.stream()
                .map(IdType::new)
                .collect(Collectors.groupingBy(
                        IdType::getResourceType, Collectors.mapping(IdType::getIdPart, Collectors.toList())));
        Set<String> deleted = new HashSet<>();
        byType.forEach((type, ids) -> Lists.partition(ids, MOST).forEach(some -> {
            List<Object> values = new ArrayList<>(filled(some));
            values.add(0, type);
            jdbc.query(
                    DELETED.formatted(", ?".repeat(places(some.size()) - 1)),
                    row -> {
                        deleted.add(type + "/" + row.getString(1));
                    },
                    values.toArray());
        }));
        return deleted;
    }

    /** Rounded up to powers of two, so that there are few statements. */
    private static int places(int size) {
        return size == 1 ? 1 : Integer.highestOneBit(size - 1) << 1;
    }

    private static <T> List<T> filled(List<T> values) {
        List<T> filled = new ArrayList<>(values);
        while (filled.size() < places(values.size())) {
            filled.add(values.get(0));
        }
        return filled;
    }
}
