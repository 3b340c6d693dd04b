package org.myotome.storage.embedded;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * One write to the disk for all that commit while the one before is under way. Whoever joins first writes for the others, who
 * are told all at once: if each had to take a lock to see that it is done, it would wait there for the next write as well.
 */
final class SharedWrite {

    /** Writes all that is committed in memory. */
    interface Writer {
        void write() throws SQLException;
    }

    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private boolean joined;

    /** Not for several threads at once. Returns whether the caller has to {@link #lead}; otherwise it may {@link #await}. */
    boolean join() {
        boolean first = !joined;
        joined = true;
        return first;
    }

    /** Writes, and tells the others how it ended. */
    void lead(Writer writer) throws SQLException {
        try {
            writer.write();
            done.complete(null);
        } catch (Throwable failed) {
            done.completeExceptionally(failed);
            throw failed;
        }
    }

    /**
     * Returns when all is on the disk; an interrupt does not end it.
     *
     * @throws SQLException the reason if it is not there
     */
    void await() throws SQLException {
        try {
            done.join();
        } catch (CompletionException e) {
            Throwable failed = e.getCause();
            throw failed instanceof SQLException reason
                    ? new SQLException(reason.getMessage(), reason.getSQLState(), reason)
                    : new SQLException("It is not yet on the disk: " + failed, DurableStore.CONNECTION_FAILURE, failed);
        }
    }
}
