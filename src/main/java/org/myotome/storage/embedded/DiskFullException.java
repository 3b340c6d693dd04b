package org.myotome.storage.embedded;

import java.sql.SQLException;

/** The disk of an H2 database has no room for what would be committed; nothing has been committed. */
public final class DiskFullException extends SQLException {

    private static final long serialVersionUID = 1L;

    /** That of PostgreSQL for the same. */
    private static final String DISK_FULL = "53100";

    /** @param free bytes */
    DiskFullException(long free, long needed) {
        super(
                "The disk of the database has " + (free >> 20) + " MB left, and writing needs " + (needed >> 20)
                        + " MB: make room on it",
                DISK_FULL);
    }
}
