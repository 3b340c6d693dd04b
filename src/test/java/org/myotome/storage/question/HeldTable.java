package org.myotome.storage.question;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.myotome.RunningServer;
import org.springframework.jdbc.core.JdbcTemplate;

/** A table of the shared server that no statement can read to its end until it is let go. */
public final class HeldTable implements AutoCloseable {

    private final JdbcTemplate database = RunningServer.sharedDatabase();
    private final String name;
    private final Connection holder;
    private final boolean isH2;

    private HeldTable(String name) throws SQLException {
        this.name = name;
        holder = Objects.requireNonNull(database.getDataSource()).getConnection();
        isH2 = holder.getMetaData().getURL().startsWith("jdbc:h2:");
        if (isH2) {
            // Whoever reads a row counts for hours.
            database.execute("alter table " + name + " rename to HELD");
            database.execute("create view " + name
                    + " as select HELD.* from HELD, SYSTEM_RANGE(1, 1000000000000) where X * 2 < 0");
        } else {
            holder.setAutoCommit(false);
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

    @Override
    public void close() throws SQLException {
        if (isH2) {
            database.execute("drop view " + name);
            database.execute("alter table HELD rename to " + name);
        } else {
            holder.rollback();
            holder.setAutoCommit(true);
        }
        holder.close();
    }
}
