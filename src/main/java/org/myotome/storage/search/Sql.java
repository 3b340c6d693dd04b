package org.myotome.storage.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** A piece of SQL and the values that it binds, in their order. What a client sent is only ever among the values, but for numbers. */
record Sql(String text, List<Object> values) {

    static Sql of(String text, Object... values) {
        return new Sql(text, Arrays.asList(values));
    }

    /** The column equals one of the values. */
    static Sql in(String column, Collection<?> values) {
        String places = values.size() == 1
                ? " = ?"
                : " in (" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")";
        return new Sql(column + places, List.copyOf(values));
    }

    Sql then(String more) {
        return new Sql(text + more, values);
    }

    Sql then(Sql more) {
        List<Object> all = new ArrayList<>(values);
        all.addAll(more.values);
        return new Sql(text + more.text, all);
    }

    Sql and(Sql other) {
        return then(" and ").then(other);
    }

    Sql inBrackets() {
        return new Sql("(" + text + ")", values);
    }

    /** @param alternatives at least one */
    static Sql any(List<Sql> alternatives) {
        return alternatives.size() == 1
                ? alternatives.get(0)
                : alternatives.stream()
                        .reduce((one, other) -> one.then(" or ").then(other))
                        .orElseThrow()
                        .inBrackets();
    }

    /** @param conditions at least one */
    static Sql all(List<Sql> conditions) {
        return conditions.stream().reduce(Sql::and).orElseThrow();
    }
}
