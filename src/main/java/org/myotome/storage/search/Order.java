package org.myotome.storage.search;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry.SearchParamLookupContextEnum;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The order of what is found: by a value, resources without it last, and by the resource among equal values. It is the same
 * for every page of a search.
 *
 * @param value the value by which resources are sorted, in an index table; null if there is none
 */
record Order(Kind kind, @Nullable Value value, boolean descending) {

    /** The rows of an index table that belong to one search parameter, and the column with the value. */
    record Value(String table, String column, long identity) {}

    /** What type the value has. */
    enum Kind {
        NONE,
        INSTANT,
        NUMBER
    }

    static final Order BY_RESOURCE = new Order(Kind.NONE, null, false);

    /** @return empty if the order is not plain */
    static Optional<Order> of(String type, Optional<String> sort, ISearchParamRegistry searchParams) {
        if (sort.isEmpty()) {
            return Optional.of(BY_RESOURCE);
        }
        boolean descending = sort.get().startsWith("-");
        String name = descending ? sort.get().substring(1) : sort.get();
        if (name.equals("_lastUpdated")) {
            return Optional.of(new Order(Kind.INSTANT, null, descending));
        }
        RuntimeSearchParam parameter = searchParams.getActiveSearchParam(type, name, SearchParamLookupContextEnum.SORT);
        if (parameter == null || name.startsWith("_")) {
            return Optional.empty();
        }
        long identity = Identity.of(type, name);
        return switch (parameter.getParamType()) {
            case DATE ->
                Optional.of(new Order(Kind.INSTANT, new Value(Dates.TABLE, "SP_VALUE_LOW", identity), descending));
            case NUMBER ->
                Optional.of(new Order(Kind.NUMBER, new Value(Numbers.TABLE, "SP_VALUE", identity), descending));
            default -> Optional.empty();
        };
    }

    /** Whether it is that of the last writes, a column of the resource itself. */
    boolean isByUpdate() {
        return kind == Kind.INSTANT && value == null;
    }

    /** The value of a resource: of several the one that comes first. */
    Sql valueOf(String resource) {
        if (value == null) {
            return Sql.of("r.RES_UPDATED");
        }
        return Sql.of(
                "(select " + (descending ? "max" : "min") + "(s." + value.column() + ") from " + value.table()
                        + " s where s.RES_ID = " + resource + " and s.HASH_IDENTITY = ?)",
                value.identity());
    }

    String direction() {
        return descending ? " desc" : " asc";
    }
}
