package org.myotome.storage.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;

/** A filter in SQL. Lists are arrays, so that there is one text, and one plan, for any number. */
final class Filtered {

    private final StringJoiner conditions = new StringJoiner(" and ", " where ", "").setEmptyValue("");
    private final List<Object> values = new ArrayList<>();
    private boolean empty;

    /** A list of numbers, in the database's type. */
    private record Numbers(String type, Object[] numbers) {}

    /** For all that a filter lets through, found by what was tested. */
    static Filtered byItem(ResultFilter filter, Codes codes) {
        return new Filtered(filter, codes, "");
    }

    /**
     * For a part of it in the order of the patients: nothing but they may be looked up in an index, or all would have to be
     * sorted for each part.
     */
    static Filtered byPatient(ResultFilter filter, Codes codes) {
        return new Filtered(filter, codes, " + 0");
    }

    /** @param hidden what keeps the database from an index */
    private Filtered(ResultFilter filter, Codes codes, String hidden) {
        List<Integer> items = filter.items().stream()
                .flatMap(item -> codes.known(item).stream())
                .toList();
        empty = !filter.items().isEmpty() && items.isEmpty();
        if (!items.isEmpty()) {
            in("ITEM" + hidden, "int", items);
        }
        if (!filter.sides().isEmpty()) {
            in(
                    "SIDE" + hidden,
                    "smallint",
                    filter.sides().stream().map(Enum::ordinal).toList());
        }
        in(
                "STANDING" + hidden,
                "smallint",
                filter.standings().stream().map(Enum::ordinal).toList());
        if (!filter.patients().isEmpty()) {
            in("PATIENT", "bigint", filter.patients());
        }
        filter.from().map(Instant::toEpochMilli).ifPresent(from -> add("EFFECTIVE >= ?", from));
        filter.before().map(Instant::toEpochMilli).ifPresent(before -> add("EFFECTIVE < ?", before));
    }

    /** Whether nothing can be found. */
    boolean isEmpty() {
        return empty;
    }

    /** Begins with {@code where}. */
    String sql() {
        return conditions.toString();
    }

    List<Object> values() {
        return new ArrayList<>(values);
    }

    /** By subselect, for which H2 looks each value up in the index. */
    private void in(String column, String type, Collection<? extends Number> numbers) {
        conditions.add(column + " in (select N from unnest(cast(? as " + type + " array)) as SOUGHT (N))");
        values.add(new Numbers(type, numbers.toArray()));
    }

    private void add(String condition, Object value) {
        conditions.add(condition);
        values.add(value);
    }

    /**
     * Counts rows.
     *
     * @param columns of which each combination is counted
     * @param quantities whether those with one of the units are counted, or those without
     */
    PreparedStatement prepareCount(Connection connection, String columns, boolean quantities, List<Integer> units)
            throws SQLException {
        String list = "GRADE in (select N from unnest(cast(? as int array)) as UNITS (N))";
        List<Object> parameters = values();
        parameters.add(new Numbers("int", units.toArray()));
        return prepare(
                connection,
                "select " + columns + ", count(*) as N from " + ProjectionTables.STRENGTH + sql() + " and "
                        + (quantities ? list : "(GRADE is null or not " + list + ")") + " group by " + columns,
                parameters);
    }

    PreparedStatement prepare(Connection connection, String sql, List<Object> parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i) instanceof Numbers list) {
                statement.setArray(i + 1, connection.createArrayOf(list.type(), list.numbers()));
            } else {
                statement.setObject(i + 1, parameters.get(i));
            }
        }
        return statement;
    }
}
