package org.myotome.storage.backup;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a few lines why the server does not start with these backups. Spring Boot makes the instance. */
public final class BackupStartFailure extends AbstractFailureAnalyzer<BackupStartFailure.NotMade> {

    /** The server would make no backups, although it is told to. */
    static final class NotMade extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** @param database its URL without parameters */
        NotMade(String database) {
            super("myotome.backup.directory is set, but the database is " + database
                    + ": the server makes backups of an H2 file only.");
        }
    }

    @Override
    protected FailureAnalysis analyze(Throwable failure, NotMade cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Leave it unset, and have cron run the command backup, or archive as docs/operations/backup.md describes.",
                cause);
    }
}
