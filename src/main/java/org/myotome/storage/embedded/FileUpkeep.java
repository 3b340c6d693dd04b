package org.myotome.storage.embedded;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * Lets the file of an H2 database use its space again. H2 writes changed pages anew, and what they supersede becomes free
 * only when all of the old chunk is superseded or the rest of it is moved. H2 does so in the thread that also delays writes,
 * which durable commits stop: without this the file grew by some 30 MB a second under load.
 */
final class FileUpkeep implements AutoCloseable {

    private static final long EACH_MILLISECONDS = 2000;

    /** The share of the file, in percent, that is in use at least; the rest is the price of not moving all the time. */
    private static final int USED = 50;

    private static final int MILLISECONDS_AT_ONCE = 50;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread upkeep = new Thread(task, "h2-upkeep");
        upkeep.setDaemon(true);
        return upkeep;
    });

    /** @param write has the file hold what so far only the log holds */
    FileUpkeep(MVStore store, Runnable write) {
        int retention = store.getRetentionTime();
        thread.scheduleWithFixedDelay(
                () -> {
                    write.run();
                    compact(store, retention);
                },
                EACH_MILLISECONDS,
                EACH_MILLISECONDS,
                TimeUnit.MILLISECONDS);
    }

    private static void compact(MVStore store, int retention) {
        try {
            FileStore<?> file = store.getFileStore();
            if (file.getChunksFillRate() < USED || file.getFillRate() < USED) {
                store.compactFile(MILLISECONDS_AT_ONCE);
                // Compacting leaves it at 0.
                store.setRetentionTime(retention);
            }
        } catch (MVStoreException closed) {
            // The database is being closed, which comes before the end of this thread when a start fails.
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
