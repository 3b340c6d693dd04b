package org.myotome.storage.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Which migrations a database has had.
 *
 * @param migrations how many
 * @param last the version of the last one
 */
record SchemaState(int migrations, String last) {

    private static final String VERSIONS =
            "select \"version\" from \"FLY_HFJ_MIGRATION\" where \"version\" is not null order by \"installed_rank\"";

    static SchemaState of(Connection connection) throws SQLException {
        int migrations = 0;
        String last = "";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(VERSIONS)) {
            while (row.next()) {
                migrations++;
                last = row.getString(1);
            }
        }
        return new SchemaState(migrations, last);
    }
}
