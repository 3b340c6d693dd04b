package org.myotome.storage;

import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.myotome.storage.search.CommonCodes;
import org.myotome.storage.search.TokenHash;
import org.springframework.jdbc.core.JdbcTemplate;

/** Finds resources by their identifiers, in the running transaction, by the index of codes. */
public final class IdentifiedResources {

    private static final String IDENTIFIER = "identifier";

    /** An identifier is none of the common codes; PostgreSQL uses the index only if it knows that. */
    private static final String SEARCH = "select t.HASH_SYS_AND_VALUE, r.FHIR_ID from HFJ_SPIDX_TOKEN t"
            + " join HFJ_RESOURCE r on r.RES_ID = t.RES_ID where t.HASH_SYS_AND_VALUE = any(?) and "
            + CommonCodes.none("HASH_SYS_AND_VALUE") + " and r.RES_DELETED_AT is null order by r.RES_ID";

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
        jdbc.query(
                connection -> {
                    PreparedStatement statement = connection.prepareStatement(SEARCH);
                    statement.setArray(
                            1,
                            connection.createArrayOf("bigint", byHash.keySet().toArray()));
                    return statement;
                },
                row -> {
                    found.computeIfAbsent(byHash.get(row.getLong(1)), any -> new ArrayList<>())
                            .add(type + "/" + row.getString(2));
                });
        return found;
    }
}
