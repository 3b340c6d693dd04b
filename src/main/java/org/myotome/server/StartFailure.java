package org.myotome.server;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import org.myotome.guide.GuideException;
import org.myotome.storage.embedded.DiskFullException;
import org.myotome.storage.embedded.OlderDatabaseException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;

/** Says in a few lines why the server does not start, where Spring would print a hundred. Spring Boot makes the instance. */
public final class StartFailure implements FailureAnalyzer {

    private final Environment environment;

    public StartFailure(Environment environment) {
        this.environment = environment;
    }

    @Override
    public FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof GuideException
                    || cause instanceof NotLoopbackException
                    || cause instanceof OlderDatabaseException
                    || cause instanceof DiskFullException) {
                return new FailureAnalysis(cause.getMessage(), null, cause);
            }
            if (cause instanceof PoolInitializationException) {
                return database(cause);
            }
        }
        return null;
    }

    private FailureAnalysis database(Throwable cause) {
        String url = environment.getProperty("myotome.database.url", "jdbc:h2:file:./data/myotome");
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        boolean locked = String.valueOf(root.getMessage()).contains("locked");
        return new FailureAnalysis(
                "The database " + url.replaceAll("[;?].*", "")
                        + (locked ? " is already in use." : " cannot be opened: " + root.getMessage()),
                locked
                        ? "Stop the other Myotome that uses it, or name another database with myotome.database.url."
                        : "Check myotome.database.url, user and password.",
                cause);
    }
}
