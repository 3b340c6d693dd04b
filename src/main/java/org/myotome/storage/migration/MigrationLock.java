package org.myotome.storage.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Has one node at a time change the tables of a PostgreSQL database. The lock belongs to a session of the database, which
 * ends with the process that has it, so a node that is killed leaves nothing to repair. Everything is changed in this very
 * session: while a statement of a killed node still runs, the lock is still held.
 */
final class MigrationLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MigrationLock.class);

    /** Sets these locks apart from those of other programs: "myotome" in ASCII. */
    private static final long KEY = 0x6d796f746f6d65L;

    private static final long LOOKS_EACH_MILLISECONDS = 200;
    private static final String HOLDER =
            "select concat('process ', l.pid, coalesce(' from ' || host(a.client_addr), ''))"
                    + " from pg_locks l left join pg_stat_activity a on a.pid = l.pid where l.locktype = 'advisory' and l.granted"
                    + " and l.classid::bigint = ? and l.objid::bigint = ?"
                    + " and l.database = (select oid from pg_database where datname = current_database())";

    /**
     * A long change is not cut off by what is set for questions. A node whose power failed says nothing to its session: the
     * database asks after it, and gives its lock free within half a minute.
     */
    private static final Map<String, String> SETTINGS = Map.of(
            "statement_timeout", "0",
            "lock_timeout", "0",
            "idle_in_transaction_session_timeout", "0",
            "tcp_keepalives_idle", "10",
            "tcp_keepalives_interval", "5",
            "tcp_keepalives_count", "3",
            // Since version 14, and not on Windows.
            "client_connection_check_interval", "5s");

    private static final String SET =
            "select set_config(name, coalesce(?, reset_val), false) from pg_settings where name = ?";

    private final Connection session;
    private final JdbcTemplate jdbc;

    private MigrationLock(Connection session) {
        this.session = session;
        this.jdbc = new JdbcTemplate(OneConnection.of(session));
    }

    /** Waits until nobody else has it, for as long as that takes. */
    static MigrationLock take(DataSource database) {
        MigrationLock lock;
        try {
            lock = new MigrationLock(database.getConnection());
        } catch (SQLException e) {
            throw new DatabaseException("The database cannot be opened: " + e.getMessage(), e);
        }
        try {
            SETTINGS.forEach(lock::set);
            lock.await();
            return lock;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** @param value as before this session, if null */
    private void set(String name, @Nullable String value) {
        try {
            jdbc.queryForList(SET, String.class, value, name);
        } catch (RuntimeException impossible) {
            // Not each system has each of them, and none is needed.
            LOG.debug("This PostgreSQL does not set {}", name);
        }
    }

    /** Asks again and again: who waits in the database has a snapshot there, for whose end an online index would wait. */
    private void await() {
        boolean told = false;
        while (!Boolean.TRUE.equals(jdbc.queryForObject("select pg_try_advisory_lock(?)", Boolean.class, KEY))) {
            if (!told) {
                LOG.info("Waiting for another node that changes the tables: {}", holder());
                told = true;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOKS_EACH_MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DatabaseException("The start was ended while another node changed the tables.", e);
            }
        }
    }

    private String holder() {
        return jdbc.queryForList(HOLDER, String.class, KEY >>> Integer.SIZE, KEY & 0xffffffffL).stream()
                .findFirst()
                .orElse("it is just done");
    }

    /** The database in the session of the lock. */
    DataSource database() {
        return OneConnection.of(session);
    }

    /**
     * Has all changes in one transaction, whatever transactions they make: a process that is killed meanwhile leaves the
     * database as it was.
     */
    void allOrNothing(Consumer<DataSource> changes) throws SQLException {
        session.setAutoCommit(false);
        try {
            changes.accept(OneConnection.inTransaction(session));
            session.commit();
            session.setAutoCommit(true);
        } catch (RuntimeException | SQLException e) {
            undo(e);
            throw e;
        }
    }

    private void undo(Exception failure) {
        try {
            session.rollback();
            session.setAutoCommit(true);
        } catch (SQLException gone) {
            failure.addSuppressed(gone);
        }
    }

    @Override
    public void close() {
        try (session) {
            jdbc.execute("select pg_advisory_unlock(" + KEY + ")");
            SETTINGS.keySet().forEach(name -> set(name, null));
        } catch (RuntimeException | SQLException gone) {
            // With the session the lock is gone, too.
            LOG.debug("The session that changed the tables has ended", gone);
        }
    }
}
