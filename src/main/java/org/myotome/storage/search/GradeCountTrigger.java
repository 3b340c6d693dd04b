package org.myotome.storage.search;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/** The trigger of {@link GradeCounts} in H2, which makes the instance and has its name in the database. */
public final class GradeCountTrigger implements Trigger {

    private int cohort;
    private int amount;

    @Override
    public void init(Connection connection, String schema, String name, String table, boolean before, int type)
            throws SQLException {
        cohort = place(connection, schema, table, "COHORT");
        amount = place(connection, schema, table, "AMOUNT");
    }

    private static int place(Connection connection, String schema, String table, String column) throws SQLException {
        try (ResultSet found = connection.getMetaData().getColumns(null, schema, table, column)) {
            if (!found.next()) {
                throw new SQLException(table + " has no column " + column);
            }
            return found.getInt("ORDINAL_POSITION") - 1;
        }
    }

    @Override
    public void fire(Connection connection, Object @Nullable [] oldRow, Object @Nullable [] newRow)
            throws SQLException {
        add(connection, oldRow, -1);
        add(connection, newRow, 1);
    }

    private void add(Connection connection, Object @Nullable [] row, int count) throws SQLException {
        if (row == null || row[cohort] == null || row[amount] == null) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(GradeCounts.INSERT)) {
            insert.setObject(1, row[cohort]);
            insert.setObject(2, row[amount]);
            insert.setInt(3, count);
            insert.executeUpdate();
        }
    }
}
