package org.myotome.storage.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

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
        List<String> versions = versions(connection);
        return new SchemaState(versions.size(), versions.isEmpty() ? "" : versions.get(versions.size() - 1));
    }

    /** What a database has had, in order. */
    static List<String> versions(Connection connection) throws SQLException {
        List<String> versions = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(VERSIONS)) {
            while (row.next()) {
                versions.add(row.getString(1));
            }
        }
        return versions;
    }

    /** Those of the first that the second does not hold. */
    static Set<String> without(Collection<String> some, Collection<String> others) {
        Set<String> left = new TreeSet<>(some);
        left.removeAll(others);
        return left;
    }
}
