package org.myotome.storage.search;

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
                .map(column -> CommonCodes.rows(column.getKey(), column.getValue()))
                .toList();
        Reach reach = parameter.equals("identifier") ? Reach.FEW : Reach.SOME;
        Optional<Path> path = tokens.size() == 1 ? Optional.of(path(column(tokens.get(0)))) : Optional.empty();
        return Optional.of(new OfIndex(TABLE, "RES_ID", Sql.any(columns), reach, path));
    }

    /** A resource may have the same code of several systems, or several codes of one. */
    private static Path path(String column) {
        Sql once = column.equals("HASH_SYS_AND_VALUE")
                ? Sql.of("")
                : Sql.of(" and not exists (select 1 from " + TABLE + " e where e." + column + " = d." + column
                        + " and e.RES_ID = d.RES_ID and e.SP_ID < d.SP_ID)");
        return new Path(column, Optional.empty(), once);
    }

    private static String column(TokenParam token) {
        if (token.getSystem() == null) {
            return "HASH_VALUE";
        }
        return token.getValue() == null || token.getValue().isBlank() ? "HASH_SYS" : "HASH_SYS_AND_VALUE";
    }

    private static long hash(String type, String parameter, TokenParam token) {
        return switch (column(token)) {
            case "HASH_VALUE" -> TokenHash.ofCode(type, parameter, token.getValue());
            case "HASH_SYS" -> TokenHash.ofSystem(type, parameter, token.getSystem());
            default -> TokenHash.ofSystemAndCode(type, parameter, token.getSystem(), token.getValue());
        };
    }
}
