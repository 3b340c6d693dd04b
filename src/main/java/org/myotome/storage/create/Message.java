package org.myotome.storage.create;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What travels to PostgreSQL together and is answered together. On a connection that commits of itself it is one transaction:
 * its driver ends a message with one Sync, and the server commits there. All rows go in by one statement, so that one plan is
 * run instead of one for each table; PostgreSQL looks at foreign keys when the statement ends.
 */
final class Message {

    /**
     * Parameters in one message: as many as the driver takes, whose protocol counts them in two bytes. So many rows are some
     * fifty statements at most; the driver would divide a message of which it expects more than 64,000 bytes of answers, 250
     * for each.
     */
    private static final int MOST_PARAMETERS = 65_535;

    private final List<String> inserts = new ArrayList<>();
    private final List<String> checks = new ArrayList<>();
    private final List<String> follows = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();

    /** Comes before all checks. */
    void insert(String statement, Collection<? extends @Nullable Object> parameters) {
        inserts.add(statement);
        values.addAll(parameters);
    }

    /** A query that fails if the rows must not go in. Comes before what follows. */
    void check(String query, Collection<? extends @Nullable Object> parameters) {
        checks.add(query);
        values.addAll(parameters);
    }

    /** A statement that sees the rows. */
    void follow(String statement, Object parameter) {
        follows.add(statement);
        values.add(parameter);
    }

    boolean takes(int parameters) {
        return values.size() + parameters <= MOST_PARAMETERS;
    }

    void send(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql())) {
            set(statement, values.toArray());
            statement.execute();
        }
    }

    private String sql() {
        StringJoiner sql = new StringJoiner(";");
        List<String> queries = checks.isEmpty() ? List.of("select 1") : checks;
        if (!inserts.isEmpty()) {
            StringJoiner parts = new StringJoiner(", ", "with ", " ");
            for (int i = 0; i < inserts.size(); i++) {
                parts.add("ROWS_" + i + " as (" + inserts.get(i) + ")");
            }
            sql.add(parts + queries.get(0));
            queries = queries.subList(1, queries.size());
        }
        queries.forEach(sql::add);
        follows.forEach(sql::add);
        return sql.toString();
    }

    static void set(PreparedStatement statement, @Nullable Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
