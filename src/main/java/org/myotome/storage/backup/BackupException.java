package org.myotome.storage.backup;

import java.io.IOException;

/** Something that an operator can understand and mend; the message says both. */
final class BackupException extends IOException {

    private static final long serialVersionUID = 1L;

    BackupException(String message) {
        super(message);
    }

    BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
