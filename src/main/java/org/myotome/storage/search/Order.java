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
 * @param value the value by which resources {@code r} are sorted; null if only by the resource
 */
record Order(@Nullable Sql value, Kind kind, boolean descending) {

    /** What type the value has. */
    enum Kind {
        NONE,
        INSTANT,
        NUMBER
    }

    static final Order BY_RESOURCE = new Order(null, Kind.NONE, false);

    /** @return empty if the order is not plain */
    static Optional<Order> of(String type, Optional<String> sort, ISearchParamRegistry searchParams) {
        if (sort.isEmpty()) {
            return Optional.of(BY_RESOURCE);
        }
        boolean descending = sort.get().startsWith("-");
        String name = descending ? sort.get().substring(1) : sort.get();
        if (name.equals("_lastUpdated")) {
            return Optional.of(new Order(Sql.of("r.RES_UPDATED"), Kind.INSTANT, descending));
        }
        RuntimeSearchParam parameter = searchParams.getActiveSearchParam(type, name, SearchParamLookupContextEnum.SORT);
        if (parameter == null || name.startsWith("_")) {
            return Optional.empty();
        }
        return switch (parameter.getParamType()) {
            case DATE ->
                Optional.of(new Order(
                        value(type, name, Dates.TABLE, "SP_VALUE_LOW", descending), Kind.INSTANT, descending));
            case NUMBER ->
                Optional.of(
                        new Order(value(type, name, Numbers.TABLE, "SP_VALUE", descending), Kind.NUMBER, descending));
            default -> Optional.empty();
        };
    }

    /** Of several values the one that comes first in the order counts. */
    private static Sql value(String type, String name, String table, String column, boolean descending) {
        return Sql.of(
                "(select " + (descending ? "max" : "min") + "(s." + column + ") from " + table
                        + " s where s.RES_ID = r.RES_ID and s.HASH_IDENTITY = ?)",
                Identity.of(type, name));
    }

    String direction() {
        return descending ? " desc" : " asc";
    }
}
