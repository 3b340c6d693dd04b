package org.myotome.storage.embedded;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The statements that change something: several run at once, and none while the database is written. H2 takes the roots of its
 * trees one after the other: of a statement that runs meanwhile the file could have the row, and not the note that it must be
 * undone, and a transaction would be there in part after a power cut.
 */
final class Statements {

    /** A statement that waits for the row of another transaction gives up before. */
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    private static final long LOOKS_EACH_NANOS = 20_000;

    private final ReentrantReadWriteLock changing = new ReentrantReadWriteLock();

    /** Held while one of them runs. */
    Lock changing() {
        return changing.readLock();
    }

    /**
     * Waits for those that run, and lets no other begin; but not in a queue, in which those would wait that must end their
     * transactions first, since one of the running waits for their rows.
     *
     * @return false if one runs for too long; else {@link #release} lets them go on
     */
    boolean hold() {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!changing.writeLock().tryLock()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(LOOKS_EACH_NANOS);
        }
        return true;
    }

    void release() {
        changing.writeLock().unlock();
    }
}
