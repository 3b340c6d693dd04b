package org.myotome.storage.readiness;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a write would succeed now: a connection is free and the database answers on it and takes writes, and the disk
 * under an H2 file takes them. Nothing is stored. Bounded in time, whatever hangs: the look is taken in a thread of its own,
 * of which there is one, and whoever asks waits for it no longer than the limit.
 */
public final class WriteCheck implements AutoCloseable {

    /** A result is given again for so long, so that many who ask cost no more than one. */
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private static final int NETWORK_MILLIS = 5000;

    private static final String READ_ONLY_POSTGRESQL = "select current_setting('transaction_read_only')";

    private final HikariDataSource pool;
    private final Optional<EmbeddedDisk> disk;
    private final Callable<Optional<String>> refusal;
    private final Duration limit;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread look = new Thread(work, "write-check");
        look.setDaemon(true);
        return look;
    });

    private @Nullable Future<Result> running;
    private @Nullable Result last;
    private long lastNanos;

    /**
     * @param disk on which an embedded database lies
     * @param refusal why the embedded database itself would commit nothing now; empty if it would. May wait for a write that
     *     is under way
     * @param limit for an answer
     */
    WriteCheck(HikariDataSource pool, Optional<EmbeddedDisk> disk, Callable<Optional<String>> refusal, Duration limit) {
        this.pool = pool;
        this.disk = disk;
        this.refusal = refusal;
        this.limit = limit;
    }

    /**
     * What was found.
     *
     * @param reason why a write would fail, and what to do; empty if it would not
     * @param details numbers for an operator
     */
    public record Result(boolean works, String reason, Map<String, Object> details) {}

    /** What is so now, or was within the last second. */
    public synchronized Result result() {
        if (last != null && System.nanoTime() - lastNanos < FRESH_NANOS) {
            return last;
        }
        if (running == null) {
            running = thread.submit(this::look);
        }
        last = await(running);
        lastNanos = System.nanoTime();
        return last;
    }

    private Result await(Future<Result> look) {
        try {
            Result result = look.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            running = null;
            return result;
        } catch (TimeoutException e) {
            return fails(hangs());
        } catch (ExecutionException e) {
            running = null;
            return fails("The check itself failed: " + e.getCause().getClass().getName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fails("The check was interrupted");
        }
    }

    private String hangs() {
        HikariPoolMXBean connections = pool.getHikariPoolMXBean();
        boolean exhausted = connections != null && connections.getActiveConnections() >= pool.getMaximumPoolSize();
        return exhausted
                ? "All " + pool.getMaximumPoolSize()
                        + " connections to the database are in use, and none came free within " + limit.toMillis()
                        + " ms: raise myotome.database.pool-size, or find what holds them"
                : "Neither the database nor its disk has answered within " + limit.toMillis() + " ms";
    }

    private Result look() throws Exception {
        Optional<String> fault = refusal.call().or(() -> disk.flatMap(EmbeddedDisk::fault));
        if (fault.isPresent()) {
            return fails(fault.get());
        }
        try (Connection connection = pool.getConnection()) {
            return takesWrites(connection)
                    ? new Result(true, "", details())
                    : fails("The database takes no writes: it is a copy, or was set to be read only");
        } catch (SQLException e) {
            // Its message may name a host or a user, which a health check need not tell everybody.
            return fails("The database does not answer (SQL state " + e.getSQLState()
                    + "): check that it runs and that this server may connect");
        }
    }

    private static boolean takesWrites(Connection connection) throws SQLException {
        boolean postgresql = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        if (postgresql) {
            // The pool takes it back. H2 has no such limit, and needs none.
            connection.setNetworkTimeout(Runnable::run, NETWORK_MILLIS);
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(postgresql ? READ_ONLY_POSTGRESQL : "call readonly()")) {
            row.next();
            return postgresql ? row.getString(1).equals("off") : !row.getBoolean(1);
        }
    }

    private Result fails(String reason) {
        return new Result(false, reason, details());
    }

    private Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        HikariPoolMXBean connections = pool.getHikariPoolMXBean();
        if (connections != null) {
            details.put("connectionsInUse", connections.getActiveConnections());
            details.put("connectionsAtMost", pool.getMaximumPoolSize());
            details.put("waitingForConnection", connections.getThreadsAwaitingConnection());
        }
        disk.flatMap(EmbeddedDisk::freeBytes).ifPresent(free -> details.put("diskFreeBytes", free));
        return details;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
