package org.myotome.storage.search;

import ca.uhn.fhir.rest.param.NumberParam;
import ca.uhn.fhir.rest.param.ParamPrefixEnum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.myotome.storage.search.Condition.OfIndex;
import org.myotome.storage.search.Condition.Reach;

/** {@code 3}, {@code lt3} and so on, as HAPI's NumberPredicateBuilder reads them: exactly, not within a precision. */
final class Numbers {

    static final String TABLE = "HFJ_SPIDX_NUMBER";

    private static final Map<ParamPrefixEnum, String> OPERATORS = Map.of(
            ParamPrefixEnum.EQUAL, "=",
            ParamPrefixEnum.LESSTHAN, "<",
            ParamPrefixEnum.LESSTHAN_OR_EQUALS, "<=",
            ParamPrefixEnum.GREATERTHAN, ">",
            ParamPrefixEnum.GREATERTHAN_OR_EQUALS, ">=");

    private Numbers() {}

    static Optional<Condition> any(String type, String parameter, List<NumberParam> numbers) {
        return ranges("SP_VALUE", numbers)
                .map(ranges -> new OfIndex(
                        TABLE,
                        "RES_ID",
                        Sql.of("HASH_IDENTITY = ?", Identity.of(type, parameter))
                                .and(ranges),
                        Reach.MANY,
                        Optional.empty()));
    }

    static Optional<Sql> ranges(String column, List<NumberParam> numbers) {
        List<Sql> ranges = new ArrayList<>();
        for (NumberParam number : numbers) {
            ParamPrefixEnum prefix = number.getPrefix() == null ? ParamPrefixEnum.EQUAL : number.getPrefix();
            if (number.getMissing() != null || number.getValue() == null || !OPERATORS.containsKey(prefix)) {
                return Optional.empty();
            }
            ranges.add(Sql.of(column + " " + OPERATORS.get(prefix) + " ?", number.getValue()));
        }
        return Optional.of(Sql.any(ranges));
    }
}
