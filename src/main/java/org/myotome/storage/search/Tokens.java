package org.myotome.storage.search;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamToken;
import ca.uhn.fhir.rest.param.TokenParam;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.myotome.storage.search.Condition.OfIndex;
import org.myotome.storage.search.Condition.Path;
import org.myotome.storage.search.Condition.Reach;

/** {@code code}, {@code system|code}, {@code |code} and {@code system|}, as HAPI's TokenPredicateBuilder reads them. */
final class Tokens {

    static final String TABLE = "HFJ_SPIDX_TOKEN";

    private static final PartitionSettings PARTITIONS = new PartitionSettings();
    private static final RequestPartitionId PARTITION = RequestPartitionId.allPartitions();

    private Tokens() {}

    static Optional<Condition> any(String type, String parameter, List<TokenParam> tokens) {
        Map<String, List<Long>> hashes = new LinkedHashMap<>();
        for (TokenParam token : tokens) {
            if (token.getModifier() != null || token.getMissing() != null || token.isEmpty()) {
                return Optional.empty();
            }
            hashes.computeIfAbsent(column(token), any -> new ArrayList<>()).add(hash(type, parameter, token));
        }
        List<Sql> columns = hashes.entrySet().stream()
                .map(column -> Sql.in(column.getKey(), column.getValue()))
                .toList();
        Reach reach = parameter.equals("identifier") ? Reach.FEW : Reach.SOME;
        boolean one = tokens.size() == 1 && hashes.containsKey("HASH_SYS_AND_VALUE");
        Optional<Path> path = one ? Optional.of(Path.to("HASH_SYS_AND_VALUE")) : Optional.empty();
        return Optional.of(new OfIndex(TABLE, "RES_ID", Sql.any(columns), reach, path));
    }

    private static String column(TokenParam token) {
        if (token.getSystem() == null) {
            return "HASH_VALUE";
        }
        return token.getValue() == null || token.getValue().isBlank() ? "HASH_SYS" : "HASH_SYS_AND_VALUE";
    }

    private static long hash(String type, String parameter, TokenParam token) {
        return switch (column(token)) {
            case "HASH_VALUE" ->
                ResourceIndexedSearchParamToken.calculateHashValue(
                        PARTITIONS, PARTITION, type, parameter, token.getValue());
            case "HASH_SYS" ->
                ResourceIndexedSearchParamToken.calculateHashSystem(
                        PARTITIONS, PARTITION, type, parameter, token.getSystem());
            default ->
                ResourceIndexedSearchParamToken.calculateHashSystemAndValue(
                        PARTITIONS, PARTITION, type, parameter, token.getSystem(), token.getValue());
        };
    }
}
