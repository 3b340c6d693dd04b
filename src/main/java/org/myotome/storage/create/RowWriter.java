package org.myotome.storage.create;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;

/**
 * Writes the rows of requests, all of a request or none. Requests that come while the database is busy with others share a
 * transaction: one message, one answer and one flush for all of them. If the database refuses one of them, each is written
 * alone.
 */
final class RowWriter {

    /** Rows that a transaction is filled up to, about fifty grades; one request may bring more. */
    private static final int FULL = 1000;

    private record Waiting(Rows rows, CompletableFuture<Void> written) {}

    private final DataSource dataSource;
    private final Dialect dialect;

    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();

    /** As many transactions at a time as the database can work on, while others gather. */
    private final Semaphore turns =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

    RowWriter(DataSource dataSource, Dialect dialect) {
        this.dataSource = dataSource;
        this.dialect = dialect;
    }

    /**
     * Returns when they are durable.
     *
     * @throws SQLException if the database does not take them
     */
    void write(Rows rows) throws SQLException {
        if (dialect == Dialect.H2) {
            writeNow(rows);
            return;
        }
        Waiting own = new Waiting(rows, new CompletableFuture<>());
        waiting.add(own);
        turns.acquireUninterruptibly();
        try {
            writeTogether(some());
        } finally {
            turns.release();
        }
        try {
            own.written().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof SQLException refused ? refused : new SQLException(e.getCause());
        }
    }

    /** Whoever waits takes its own request, if nobody has taken it before. */
    private List<Waiting> some() {
        List<Waiting> some = new ArrayList<>();
        int rows = 0;
        for (Waiting next = waiting.poll(); next != null; next = rows < FULL ? waiting.poll() : null) {
            some.add(next);
            rows += next.rows().size();
        }
        return some;
    }

    private void writeTogether(List<Waiting> some) {
        Rows all = new Rows();
        some.forEach(one -> all.addAll(one.rows()));
        try {
            writeNow(all);
            some.forEach(one -> one.written().complete(null));
        } catch (SQLException refused) {
            some.forEach(some.size() == 1 ? one -> one.written().completeExceptionally(refused) : this::writeAlone);
        } catch (RuntimeException | Error failed) {
            some.forEach(one -> one.written().completeExceptionally(failed));
        }
    }

    private void writeAlone(Waiting one) {
        writeTogether(List.of(one));
    }

    private void writeNow(Rows rows) throws SQLException {
        if (rows.size() == 0) {
            return;
        }
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                dialect.write(rows, connection);
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }
}
