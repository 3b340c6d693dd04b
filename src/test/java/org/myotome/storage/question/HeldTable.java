package org.myotome.storage.question;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.myotome.RunningServer;
import org.springframework.jdbc.core.JdbcTemplate;

/** A table of the shared server that no statement can read to its end until it is let go. */
public final class HeldTable implements AutoCloseable {

    /** Whoever reads a row of an H2 table waits for so many milliseconds, looking now and then whether it is cancelled. */
    private static final int LAST = 100_000;

    private static volatile boolean letGo;

    private final JdbcTemplate database = RunningServer.sharedDatabase();
    private final String name;
    private final Connection holder;
    private final boolean isH2;

    private HeldTable(String name) throws SQLException {
        this.name = name;
        holder = Objects.requireNonNull(database.getDataSource()).getConnection();
        holder.setAutoCommit(false);
        isH2 = holder.getMetaData().getURL().startsWith("jdbc:h2:");
        if (isH2) {
            letGo = false;
            database.execute("alter table " + name + " rename to HELD");
            database.execute("create alias HOLD for '" + HeldTable.class.getName() + ".hold'");
            database.execute(
                    "create view " + name + " as select HELD.* from HELD, SYSTEM_RANGE(1, " + LAST + ") where HOLD(X)");
        } else {
            try (Statement lock = holder.createStatement()) {
                lock.execute("lock table " + name + " in access exclusive mode");
            }
        }
    }

    public static HeldTable of(String name) throws SQLException {
        return new HeldTable(name);
    }

    /** How many statements of the server are held. */
    public int statements() {
        Integer count = database.queryForObject(
                isH2
                        ? "select count(*) from INFORMATION_SCHEMA.SESSIONS where SESSION_ID <> SESSION_ID()"
                                + " and position('" + name + "' in EXECUTING_STATEMENT) > 0"
                        : "select count(*) from pg_stat_activity where state = 'active' and wait_event_type = 'Lock'",
                Integer.class);
        return Objects.requireNonNull(count);
    }

    /** Lets those go on that wait. */
    public void release() throws SQLException {
        letGo = true;
        holder.rollback();
    }

    @Override
    public void close() throws SQLException {
        release();
        if (isH2) {
            await().until(() -> statements() == 0);
            database.execute("drop view " + name);
            database.execute("drop alias HOLD");
            database.execute("alter table HELD rename to " + name);
        }
        holder.setAutoCommit(true);
        holder.close();
    }

    /** Called by H2 for each number beside each row: true for one of them, in the end. Waiting uses no processor. */
    public static boolean hold(long number) {
        if (!letGo) {
            LockSupport.parkNanos(1_000_000);
        }
        return number == LAST;
    }
}
