package org.myotome.storage.create;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows to insert, in one batch for each table. */
final class Rows {

    private final Map<Table, List<@Nullable Object[]>> rows = new EnumMap<>(Table.class);

    /** @param row the values in the order of the table's columns */
    void add(Table table, @Nullable Object... row) {
        rows.computeIfAbsent(table, any -> new ArrayList<>()).add(row);
    }

    /** @param connection in whose transaction they are inserted */
    void insert(Connection connection) throws SQLException {
        for (Map.Entry<Table, List<@Nullable Object[]>> entry : rows.entrySet()) {
            try (PreparedStatement statement =
                    connection.prepareStatement(entry.getKey().insert())) {
                for (@Nullable Object[] row : entry.getValue()) {
                    for (int i = 0; i < row.length; i++) {
                        statement.setObject(i + 1, row[i]);
                    }
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        }
    }
}
