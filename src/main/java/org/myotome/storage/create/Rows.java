package org.myotome.storage.create;

import com.google.common.collect.Lists;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Rows to insert, those of each table together. */
final class Rows {

    /** Rows in one statement: a statement of PostgreSQL has at most 65,535 parameters. */
    private static final int MOST = 256;

    private final Map<Table, List<@Nullable Object[]>> rows = new EnumMap<>(Table.class);

    /** @param row the values in the order of the table's columns */
    void add(Table table, @Nullable Object... row) {
        rows.computeIfAbsent(table, any -> new ArrayList<>()).add(row);
    }

    /** Inserts them in the transaction of a connection, in one batch for each table. */
    void insert(Connection connection) throws SQLException {
        for (Map.Entry<Table, List<@Nullable Object[]>> entry : rows.entrySet()) {
            try (PreparedStatement statement =
                    connection.prepareStatement(entry.getKey().insert(1))) {
                for (@Nullable Object[] row : entry.getValue()) {
                    set(statement, row, 1);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        }
    }

    /**
     * The same in one message to the database and one answer, for a database that each message has to travel to.
     *
     * @param connection of a driver that takes several statements, with semicolons between them, as one
     */
    void insertAtOnce(Connection connection) throws SQLException {
        StringJoiner sql = new StringJoiner(";");
        List<@Nullable Object[]> all = new ArrayList<>();
        rows.forEach((table, ofTable) -> Lists.partition(ofTable, MOST).forEach(some -> {
            sql.add(table.insert(some.size()));
            all.addAll(some);
        }));
        try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
            int parameter = 1;
            for (@Nullable Object[] row : all) {
                parameter = set(statement, row, parameter);
            }
            statement.execute();
        }
    }

    private static int set(PreparedStatement statement, @Nullable Object[] row, int first) throws SQLException {
        for (int i = 0; i < row.length; i++) {
            statement.setObject(first + i, row[i]);
        }
        return first + row.length;
    }
}
