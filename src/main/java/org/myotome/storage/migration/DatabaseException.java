package org.myotome.storage.migration;

/** The program does not work on this database as it is; the message says all that the operator needs. */
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseException(String message) {
        super(message);
    }

    public DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The tables could not be made or changed. PostgreSQL tells of the first failure of a transaction as the last cause. */
    static DatabaseException unchanged(Exception failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new DatabaseException(
                "The tables of the database could not be made or changed: " + root.getMessage()
                        + "\nThe user of the database must own its tables and may make more in its schema. What was changed"
                        + " before is kept, and the next start goes on from there.",
                failure);
    }
}
