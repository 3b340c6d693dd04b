package org.myotome.storage.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.h2.api.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Inserts what the log of a database holds and the database does not. */
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    /** A number that the remains of a log from before cannot have. */
    private static final long FAR = 1 << 20;

    private Recovery() {}

    /**
     * @param records in their order
     * @param last the number of the last commit that the database holds
     * @return the same after it
     * @throws SQLException if a row cannot be inserted for another reason than that it is there
     */
    static long recover(Connection connection, List<CommitLog.Record> records, long last) throws SQLException {
        if (records.isEmpty()) {
            return last + FAR;
        }
        LOG.info("The server was not stopped in order. Inserting {} commits from the log.", records.size());
        Set<String> tables = new TreeSet<>();
        connection.setAutoCommit(false);
        for (CommitLog.Record entry : records) {
            Changes changes = Changes.of(entry.content());
            insert(connection, changes);
            tables.addAll(changes.tables());
        }
        connection.setAutoCommit(true);
        pass(connection, tables);
        return records.get(records.size() - 1).number() + FAR;
    }

    /** A transaction is in the database with all of its rows, or with none of them. */
    private static void insert(Connection connection, Changes changes) throws SQLException {
        try {
            for (Map.Entry<String, List<Object[]>> insert : changes.inserts().entrySet()) {
                try (PreparedStatement statement = connection.prepareStatement(insert.getKey())) {
                    for (Object[] row : insert.getValue()) {
                        for (int i = 0; i < row.length; i++) {
                            statement.setObject(i + 1, row[i]);
                        }
                        statement.executeUpdate();
                    }
                }
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            if (e.getErrorCode() != ErrorCode.DUPLICATE_KEY_1) {
                throw e;
            }
        }
    }

    /** Has all sequences go on beyond the keys of these tables, which they gave out and the database does not know of. */
    private static void pass(Connection connection, Set<String> tables) throws SQLException {
        long greatest = 0;
        for (String table : tables) {
            try (ResultSet key = connection.getMetaData().getPrimaryKeys(null, null, table)) {
                while (key.next()) {
                    greatest = Math.max(greatest, greatest(connection, table, key.getString("COLUMN_NAME")));
                }
            }
        }
        try (PreparedStatement behind = connection.prepareStatement(
                "select SEQUENCE_NAME, INCREMENT from INFORMATION_SCHEMA.SEQUENCES where BASE_VALUE <= ?")) {
            behind.setLong(1, greatest);
            try (ResultSet sequence = behind.executeQuery();
                    Statement statement = connection.createStatement()) {
                while (sequence.next()) {
                    // HAPI takes the numbers up to the next value of a sequence, as many as its increment.
                    statement.execute("alter sequence \"" + sequence.getString(1) + "\" restart with "
                            + (greatest + 1 + sequence.getLong(2)));
                }
            }
        }
    }

    private static long greatest(Connection connection, String table, String key) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select max(\"" + key + "\") from \"" + table + "\"")) {
            return result.next() && result.getObject(1) instanceof Number number ? number.longValue() : 0;
        }
    }
}
