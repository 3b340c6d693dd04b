package org.myotome.storage.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * An H2 file whose every write is on the disk before it returns. H2 itself leaves it to the operating system when a commit
 * reaches the disk: a killed process loses nothing then, but a power cut does. The file is opened with {@code O_DSYNC}
 * instead; its path has the prefix {@code durable:}. H2 makes the instances, so the class must be public.
 */
public final class DurableFile extends FilePathWrapper {

    private static final String FILE_URL = "jdbc:h2:file:";

    /**
     * Superseded parts of the file are kept for a quarter of a second and not for 45, which is for disks that write later than
     * they say; here a write is on the disk when it returns. What a statement still reads is kept as long as it does. A
     * resource stands in the row of its version: H2 would put every text of more than 256 characters into tables of its own.
     */
    private static final String PACE = ";RETENTION_TIME=250;MAX_LENGTH_INPLACE_LOB=16384";

    /**
     * The same database, durable on commit: {@code WRITE_DELAY=0} has each commit written when it is made and not within the
     * next half second. An interrupted thread closes a Java file channel under
     * everybody; {@code retry:} is H2's remedy. H2's trace file, which quotes failed statements and so patients, is off. The
     * pool closes the database when the server stops, not H2 while the server still works on it.
     */
    public static String url(String url) {
        if (!url.startsWith(FILE_URL)) {
            return url;
        }
        FilePath.register(new DurableFile());
        String durable = "jdbc:h2:retry:durable:" + url.substring(FILE_URL.length());
        return durable + ";WRITE_DELAY=0;TRACE_LEVEL_FILE=0;DB_CLOSE_ON_EXIT=FALSE" + PACE;
    }

    @Override
    public String getScheme() {
        return "durable";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return super.open(mode.equals("rw") ? "rwd" : mode);
    }
}
