package org.myotome.storage.embedded;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * Lets the file of an H2 database use its space again. H2 writes changed pages anew, and what they supersede becomes free
 * only when all of the old chunk is superseded or the rest of it is moved. H2 does so in the thread that also delays writes,
 * which durable commits stop: without this the file grew by some 30 MB a second under load.
 */
final class FileUpkeep implements AutoCloseable {

    private static final long EACH_MILLISECONDS = 1000;

    /** Looks between two writes of the database, if nothing else needs one: what is changed again meanwhile is written once. */
    private static final int LOOKS_PER_WRITE = 10;

    /** The share of the file, in percent, that is in use at least; the rest is the price of not moving all the time. */
    private static final int USED = 50;

    private static final int BYTES_AT_ONCE = 8 << 20;
    private static final int MOST_AT_ONCE = 8;

    /** Of the one thread. */
    private int looks;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread upkeep = new Thread(task, "h2-upkeep");
        upkeep.setDaemon(true);
        return upkeep;
    });

    /** @param write has the file hold what so far only the log holds, and uses again what is free */
    FileUpkeep(MVStore store, Room room, Runnable write) {
        thread.scheduleWithFixedDelay(
                () -> {
                    if (room.isAmple() && rewrite(store) || ++looks % LOOKS_PER_WRITE == 0) {
                        write.run();
                    }
                },
                EACH_MILLISECONDS,
                EACH_MILLISECONDS,
                TimeUnit.MILLISECONDS);
    }

    /** Whether anything was moved, whose old place is free after the next write. */
    private static boolean rewrite(MVStore store) {
        int moved = 0;
        try {
            while (moved < MOST_AT_ONCE && store.compact(USED, BYTES_AT_ONCE)) {
                moved++;
            }
        } catch (MVStoreException closed) {
            // The database is being closed, which comes before the end of this thread when a start fails.
        }
        return moved > 0;
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
