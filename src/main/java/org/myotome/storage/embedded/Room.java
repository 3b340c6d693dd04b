package org.myotome.storage.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.h2.mvstore.MVStore;

/**
 * The room on the disk of an H2 database. H2 gives up a database in the middle of a write that fails, and what was committed in
 * memory by then must be written some time; so nothing more is committed while there is still room for all of that.
 */
final class Room {

    /** For the log, which may grow to this size, and for what a file system takes for itself. */
    private static final long RESERVE_BYTES = 64 << 20;

    /** Pages are written whole, and each with those above it. */
    private static final int PAGES_PER_CHANGE = 2;

    private static final long LEAST_BYTES = 1 << 20;

    private final LongSupplier free;
    private final MVStore store;

    /** @param free bytes on the disk that this process may write */
    Room(LongSupplier free, MVStore store) {
        this.free = free;
        this.store = store;
    }

    /** Those on the disk of a file. Where the disk does not tell, the write itself shows whether it can be done. */
    static LongSupplier freeBeside(Path file) {
        try {
            FileStore disk = Files.getFileStore(file);
            return () -> {
                try {
                    return disk.getUsableSpace();
                } catch (IOException unknown) {
                    return Long.MAX_VALUE;
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws DiskFullException if no more may be committed */
    void requireToCommit() throws DiskFullException {
        require(RESERVE_BYTES + unwritten());
    }

    /** @throws DiskFullException if the database cannot be written into its file now */
    void requireToWrite() throws DiskFullException {
        require(LEAST_BYTES + unwritten());
    }

    /** Whether what is moved to make a file smaller may take room for a while. */
    boolean isAmple() {
        return free.getAsLong() > 2 * RESERVE_BYTES + unwritten();
    }

    private void require(long bytes) throws DiskFullException {
        long now = free.getAsLong();
        if (now < bytes) {
            throw new DiskFullException(now, bytes);
        }
    }

    private long unwritten() {
        return (long) PAGES_PER_CHANGE * store.getUnsavedMemory();
    }
}
