package org.myotome.storage.migration;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A version of PostgreSQL.
 *
 * @param major such as 17
 */
record PostgresVersion(int major) {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresVersion.class);

    static final int OLDEST = 13;
    static final int NEWEST = 18;

    static PostgresVersion of(DataSource database) {
        try (Connection connection = database.getConnection()) {
            return new PostgresVersion(connection.getMetaData().getDatabaseMajorVersion());
        } catch (SQLException e) {
            throw new DatabaseException("The database cannot be opened: " + e.getMessage(), e);
        }
    }

    /** @throws DatabaseException if it is too old; one that is newer than those that were tried is only warned of */
    void check() {
        String supported = "Myotome is tried on PostgreSQL " + OLDEST + " to " + NEWEST + ".";
        if (major < OLDEST) {
            throw new DatabaseException("The database is PostgreSQL " + major + ". " + supported
                    + " Upgrade it, or name another database.");
        }
        if (major > NEWEST) {
            LOG.warn("The database is PostgreSQL {}. {}", major, supported);
        }
    }
}
