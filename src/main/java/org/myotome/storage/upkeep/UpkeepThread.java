package org.myotome.storage.upkeep;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A thread that works now and then beside the requests. It is never interrupted, which would close the file of an H2 database
 * under everybody: who works in it asks between two steps whether it ends.
 */
public final class UpkeepThread {

    private static final int LAST_SECONDS = 30;

    private final ScheduledThreadPoolExecutor thread;
    private volatile boolean ending;

    /** @param name of the thread, for those who look at a running server */
    public UpkeepThread(String name) {
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread upkeep = new Thread(task, name);
            upkeep.setDaemon(true);
            return upkeep;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Works again and again, with a pause after each time; work that throws is done no more. */
    public void repeat(Runnable work, Duration first, Duration pause) {
        thread.scheduleWithFixedDelay(work, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Works once, unless it ends before. */
    public void after(Duration wait, Runnable work) {
        try {
            thread.schedule(work, wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException ends) {
            // The server stops.
        }
    }

    /** Whether what is under way should come to its end. */
    public boolean isEnding() {
        return ending;
    }

    /**
     * Begins nothing more, and waits half a minute for what is under way.
     *
     * @return whether it has come to its end
     */
    public boolean end() {
        ending = true;
        thread.shutdown();
        try {
            return thread.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
