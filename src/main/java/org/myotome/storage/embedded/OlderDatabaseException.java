package org.myotome.storage.embedded;

import java.nio.file.Path;

/** The database file is an older copy than its log: what was stored between the two would be missing. */
public final class OlderDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param held the number of the last commit that the database holds
     * @param first that of the first one in the log
     */
    OlderDatabaseException(long held, Path log, long first) {
        super("The database ends with commit " + held + ", but its log " + log + " begins with commit " + first
                + ": the database file is an older one than the log. Put back the database file that belongs to this log."
                + " To go on with the older file and without what was stored since, move the log away.");
    }
}
