package org.myotome.storage.create;

import com.google.common.collect.Lists;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Rows to insert, those of each table together. */
final class Rows {

    /** Rows in one statement. */
    private static final int MOST = 256;

    /** Parameters in one message: as many as PostgreSQL's driver takes, whose protocol counts them in two bytes. */
    private static final int MOST_PARAMETERS = 65_535;

    private final Map<Table, List<@Nullable Object[]>> rows = new EnumMap<>(Table.class);

    /** @param row the values in the order of the table's columns */
    void add(Table table, @Nullable Object... row) {
        rows.computeIfAbsent(table, any -> new ArrayList<>()).add(row);
    }

    /** Inserts them in the transaction of a connection, in one batch for each table. */
    void insert(Connection connection) throws SQLException {
        for (Map.Entry<Table, List<@Nullable Object[]>> entry : rows.entrySet()) {
            try (PreparedStatement statement =
                    connection.prepareStatement(entry.getKey().insert())) {
                for (@Nullable Object[] row : entry.getValue()) {
                    set(statement, row);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        }
    }

    /**
     * The same in one message to the database and one answer, for a database that each message has to travel to; in several
     * if there are very many.
     *
     * @param connection of a driver that takes several statements, with semicolons between them, as one
     */
    void insertAtOnce(Connection connection) throws SQLException {
        StringJoiner sql = new StringJoiner(";");
        List<@Nullable Object> values = new ArrayList<>();
        for (Map.Entry<Table, List<@Nullable Object[]>> entry : rows.entrySet()) {
            for (List<@Nullable Object[]> some : Lists.partition(entry.getValue(), MOST)) {
                if (values.size() + some.size() * some.get(0).length > MOST_PARAMETERS) {
                    send(sql.toString(), values, connection);
                    sql = new StringJoiner(";");
                    values.clear();
                }
                sql.add(entry.getKey().insert(some.size()));
                some.forEach(row -> Collections.addAll(values, row));
            }
        }
        send(sql.toString(), values, connection);
    }

    private static void send(String sql, List<@Nullable Object> values, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values.toArray());
            statement.execute();
        }
    }

    private static void set(PreparedStatement statement, @Nullable Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
