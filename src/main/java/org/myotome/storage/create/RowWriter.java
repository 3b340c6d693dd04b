package org.myotome.storage.create;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Writes rows in a transaction of their own. */
final class RowWriter {

    private final DataSource dataSource;
    private final Dialect dialect;

    RowWriter(DataSource dataSource, Dialect dialect) {
        this.dataSource = dataSource;
        this.dialect = dialect;
    }

    /**
     * All of them, or none.
     *
     * @param beforeCommit what throws if they must not stay
     * @throws SQLException if the database does not take them
     */
    void write(Rows rows, Runnable beforeCommit) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                dialect.insert(rows, connection);
                beforeCommit.run();
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }
}
