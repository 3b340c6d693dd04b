package org.myotome.monitor;

import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.myotome.storage.messages.WaitingMessages;
import org.springframework.dao.DataAccessException;

/**
 * Refused messages that wait for somebody, counted every half minute in the background: whoever scrapes must not wait for a
 * database that does not answer.
 */
final class Backlog implements AutoCloseable {

    private static final long EVERY_SECONDS = 30;

    private final WaitingMessages messages;
    private final Clock clock;
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "backlog");
        thread.setDaemon(true);
        return thread;
    });
    private volatile double count = Double.NaN;
    private volatile double oldestSeconds = Double.NaN;

    Backlog(WaitingMessages messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
    }

    void start() {
        background.scheduleWithFixedDelay(this::look, 0, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            WaitingMessages.Waiting waiting = messages.count();
            count = waiting.messages();
            oldestSeconds = waiting.oldest()
                    .map(since -> (clock.millis() - since.toEpochMilli()) / 1000.0)
                    .orElse(0.0);
        } catch (DataAccessException unknown) {
            // No number is better than an old one; that the database is gone, others say.
            count = Double.NaN;
            oldestSeconds = Double.NaN;
        }
    }

    double count() {
        return count;
    }

    /** Since the message came that waits longest; 0 if none does. */
    double oldestSeconds() {
        return oldestSeconds;
    }

    @Override
    public void close() {
        background.shutdownNow();
    }
}
