package org.myotome.storage.embedded;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a process whose database file could not be written. H2 has given up the database then, and what is in memory is more
 * than what is on the disk; the next start reads the file and inserts what only the log holds, so that all is there that was
 * acknowledged.
 */
final class LastResort {

    private static final Logger LOG = LoggerFactory.getLogger(LastResort.class);

    /** That of {@code sysexits.h} for failures of input and output. */
    private static final int EXIT = 74;

    private static final long PATIENCE_MILLISECONDS = 60_000;
    private static final AtomicBoolean ENDING = new AtomicBoolean();

    private LastResort() {}

    /** Returns at once: whoever has seen the failure holds locks that the end needs. */
    static void end(Throwable failure) {
        if (ENDING.getAndSet(true)) {
            return;
        }
        LOG.error(
                "The database file could not be written: {}. The server stops, so that nothing is acknowledged that is not on"
                        + " the disk. Mend the disk and start it again: what was acknowledged is there.",
                failure.getMessage());
        thread(() -> System.exit(EXIT));
        thread(() -> {
            try {
                Thread.sleep(PATIENCE_MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(EXIT);
        });
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "last-resort");
        thread.setDaemon(true);
        thread.start();
    }
}
