package org.myotome.storage.backup;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.myotome.storage.projection.ProjectionTables;

/**
 * How much there is in a database at one moment.
 *
 * @param resources by type, in order
 * @param tables rows of each table, in order; the names in capitals, as databases differ in that
 */
record Counts(Map<String, OfType> resources, Map<String, Long> tables) {

    /**
     * Resources of one type.
     *
     * @param current that can be read
     * @param deleted that were deleted and of which the history is there
     * @param versions all of them, deletions too
     */
    record OfType(long current, long deleted, long versions) {}

    private static final String RESOURCES =
            "select RES_TYPE, count(*), count(RES_DELETED_AT) from HFJ_RESOURCE group by RES_TYPE";
    private static final String VERSIONS = "select RES_TYPE, count(*) from HFJ_RES_VER group by RES_TYPE";
    private static final String TABLES = "select TABLE_NAME from INFORMATION_SCHEMA.TABLES"
            + " where TABLE_SCHEMA = current_schema and TABLE_TYPE = 'BASE TABLE'";

    /** How the rows of a table are counted. */
    private enum Way {
        ASKED,
        READ
    }

    /** @param connection in a transaction that sees one moment */
    static Counts of(Connection connection) throws SQLException {
        return of(connection, Way.ASKED);
    }

    /** Reads each row of each table: H2 keeps numbers of rows, which say nothing of pages that cannot be read. */
    static Counts byReading(Connection connection) throws SQLException {
        return of(connection, Way.READ);
    }

    private static Counts of(Connection connection, Way way) throws SQLException {
        Map<String, OfType> resources = new TreeMap<>();
        Map<String, Long> tables = new TreeMap<>();
        try (Statement statement = connection.createStatement()) {
            Map<String, Long> versions = new TreeMap<>();
            try (ResultSet row = statement.executeQuery(VERSIONS)) {
                while (row.next()) {
                    versions.put(row.getString(1), row.getLong(2));
                }
            }
            try (ResultSet row = statement.executeQuery(RESOURCES)) {
                while (row.next()) {
                    String type = row.getString(1);
                    long deleted = row.getLong(3);
                    resources.put(type, new OfType(row.getLong(2) - deleted, deleted, versions.getOrDefault(type, 0L)));
                }
            }
            for (String table : tables(statement)) {
                tables.put(table.toUpperCase(Locale.ROOT), rows(statement, table, way));
            }
        }
        return new Counts(resources, tables);
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(TABLES)) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        return tables;
    }

    private static long rows(Statement statement, String table, Way way) throws SQLException {
        String from = " from \"" + table + '"';
        if (way == Way.ASKED) {
            try (ResultSet row = statement.executeQuery("select count(*)" + from)) {
                row.next();
                return row.getLong(1);
            }
        }
        long rows = 0;
        try (ResultSet row = statement.executeQuery("select *" + from)) {
            while (row.next()) {
                rows++;
            }
        }
        return rows;
    }

    /** Rows of the projection of strength. */
    @JsonIgnore
    long projection() {
        return tables.getOrDefault(ProjectionTables.STRENGTH, 0L);
    }

    /** What is not as it should be, in words. */
    List<String> differences(Counts expected) {
        List<String> differences = new ArrayList<>();
        compare(differences, resources, expected.resources);
        compare(differences, tables, expected.tables);
        return differences;
    }

    private static <T> void compare(List<String> differences, Map<String, T> found, Map<String, T> expected) {
        Map<String, T> all = new TreeMap<>(found);
        all.putAll(expected);
        for (String name : all.keySet()) {
            if (!expected.containsKey(name)) {
                differences.add(name + ": " + found.get(name) + ", and none in the manifest");
            } else if (!expected.get(name).equals(found.get(name))) {
                differences.add(name + ": " + (found.containsKey(name) ? found.get(name) : "none") + " instead of "
                        + expected.get(name));
            }
        }
    }
}
