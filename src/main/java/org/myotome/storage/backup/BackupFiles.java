package org.myotome.storage.backup;

import java.io.IOException;
import java.io.OutputStream;

/** Where the files of a backup go, one after the other. */
interface BackupFiles {

    /** Begins the next file, which ends when it is closed. */
    OutputStream next(String name) throws IOException;
}
