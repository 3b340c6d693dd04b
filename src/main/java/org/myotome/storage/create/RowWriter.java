package org.myotome.storage.create;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Writes rows in a transaction of their own, or in the one that runs. */
final class RowWriter {

    private final DataSource dataSource;
    private final Dialect dialect;

    RowWriter(DataSource dataSource, Dialect dialect) {
        this.dataSource = dataSource;
        this.dialect = dialect;
    }

    /**
     * All of them, or none. H2 runs in this process, and its log holds single rows; each message to PostgreSQL has to travel,
     * one to commit as well.
     *
     * @param beforeCommit what throws if they must not stay
     * @throws SQLException if the database does not take them; with the state {@link Rows#TARGET_GONE} if what they refer to
     *     is not there any more
     */
    void write(Rows rows, Runnable beforeCommit) throws SQLException {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            join(rows, beforeCommit);
            return;
        }
        List<Message> messages = dialect == Dialect.H2 ? List.of() : rows.messages();
        try (Connection connection = dataSource.getConnection()) {
            if (messages.size() == 1) {
                beforeCommit.run();
                connection.setAutoCommit(true);
                messages.get(0).send(connection);
                return;
            }
            connection.setAutoCommit(false);
            try {
                insert(rows, messages, connection);
                beforeCommit.run();
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private void join(Rows rows, Runnable beforeCommit) throws SQLException {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            insert(rows, dialect == Dialect.H2 ? List.of() : rows.messages(), connection);
            beforeCommit.run();
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private void insert(Rows rows, List<Message> messages, Connection connection) throws SQLException {
        if (dialect == Dialect.H2) {
            rows.insert(connection);
        }
        for (Message message : messages) {
            message.send(connection);
        }
    }
}
