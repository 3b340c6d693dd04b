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
 * Statements that travel to PostgreSQL together and are answered together. On a connection that commits of itself they are one
 * transaction: its driver ends a message with one Sync, and the server commits there.
 */
final class Message {

    /**
     * Parameters in one message: as many as the driver takes, whose protocol counts them in two bytes. So many rows are some
     * fifty statements at most; the driver would divide a message of which it expects more than 64,000 bytes of answers, 250
     * for each.
     */
    private static final int MOST_PARAMETERS = 65_535;

    private final StringJoiner sql = new StringJoiner(";");
    private final List<@Nullable Object> values = new ArrayList<>();

    void add(String statement, Collection<? extends @Nullable Object> parameters) {
        sql.add(statement);
        values.addAll(parameters);
    }

    boolean takes(int parameters) {
        return values.size() + parameters <= MOST_PARAMETERS;
    }

    void send(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
            set(statement, values.toArray());
            statement.execute();
        }
    }

    static void set(PreparedStatement statement, @Nullable Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
