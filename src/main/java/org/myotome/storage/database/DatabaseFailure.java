package org.myotome.storage.database;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.util.Optional;
import org.myotome.storage.embedded.DiskFullException;
import org.myotome.storage.embedded.OlderDatabaseException;
import org.myotome.storage.migration.DatabaseException;
import org.springframework.core.env.Environment;

/**
 * Why the program has no database to work on, in words for whoever started it.
 *
 * @param reason what is wrong
 * @param remedy what to do, or empty if the reason says it
 * @param cause the exception that says so
 */
public record DatabaseFailure(String reason, String remedy, Throwable cause) {

    /** Empty if the program failed for another reason. */
    public static Optional<DatabaseFailure> of(Throwable failure, Environment environment) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabaseException
                    || cause instanceof OlderDatabaseException
                    || cause instanceof DiskFullException) {
                return Optional.of(new DatabaseFailure(cause.getMessage(), "", cause));
            }
            if (cause instanceof PoolInitializationException) {
                return Optional.of(unopened(cause, environment));
            }
        }
        return Optional.empty();
    }

    private static DatabaseFailure unopened(Throwable cause, Environment environment) {
        String url = environment.getProperty("myotome.database.url", "jdbc:h2:file:./data/myotome");
        String root = root(cause);
        boolean locked = root.contains("locked");
        return new DatabaseFailure(
                "The database " + url.replaceAll("[;?].*", "")
                        + (locked ? " is already in use." : " cannot be opened: " + root),
                locked
                        ? "Stop the other Myotome that uses it, or name another database with myotome.database.url."
                        : "Check myotome.database.url, user and password.",
                cause);
    }

    /** What the database itself has said. */
    static String root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    @Override
    public String toString() {
        return (reason + "\n" + remedy).strip();
    }
}
