package org.myotome.intake.hl7v2;

import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open connections: a thread for each, up to the limit, and one thread that ends those that take too long. */
final class MllpConnections implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MllpConnections.class);

    /** Messages above {@link MllpContent#LARGE} at a time. */
    private static final int LARGE_AT_A_TIME = 4;

    private static final long WATCH_EVERY_MILLIS = 100;
    private static final Duration THREADS_WAIT = Duration.ofSeconds(10);

    /** For the message that is being worked on; Spring gives each phase of stopping 30 seconds. */
    private static final Duration STOP_WITHIN = Duration.ofSeconds(25);

    private final MllpProperties properties;
    private final @Nullable MllpTls tls;
    private final Hl7Receiver receiver;
    private final Semaphore large = new Semaphore(LARGE_AT_A_TIME);
    private final Set<MllpConnection> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong refused = new AtomicLong();
    private final ThreadPoolExecutor threads;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(named("mllp-watch-"));

    MllpConnections(MllpProperties properties, @Nullable MllpTls tls, Hl7Receiver receiver) {
        this.properties = properties;
        this.tls = tls;
        this.receiver = receiver;
        threads = new ThreadPoolExecutor(
                0,
                properties.maxConnections(),
                THREADS_WAIT.toSeconds(),
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                named("mllp-"));
        watch.scheduleWithFixedDelay(
                () -> open.forEach(connection -> connection.closeIfLate(System.nanoTime())),
                WATCH_EVERY_MILLIS,
                WATCH_EVERY_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    private static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    void begin(Socket socket) {
        MllpConnection connection = new MllpConnection(socket, properties, tls, receiver, large);
        open.add(connection);
        try {
            threads.execute(() -> {
                try {
                    connection.run();
                } finally {
                    open.remove(connection);
                }
            });
        } catch (RejectedExecutionException e) {
            open.remove(connection);
            if (!threads.isShutdown()) {
                countRefused();
            }
            connection.close();
        }
    }

    /** Logged when it has doubled: a sender that tries again and again must not fill the log. */
    private void countRefused() {
        long count = refused.incrementAndGet();
        if (Long.bitCount(count) == 1) {
            LOG.warn(
                    "{} connections for MLLP closed at once so far: more than {} were open"
                            + " (myotome.intake.mllp.max-connections)",
                    count,
                    properties.maxConnections());
        }
    }

    long refused() {
        return refused.get();
    }

    /** Those that are open. */
    int count() {
        return open.size();
    }

    /** Lets the messages that are being worked on be finished and answered. */
    @Override
    public void close() {
        threads.shutdown();
        open.forEach(MllpConnection::stop);
        try {
            if (!threads.awaitTermination(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("Messages were still being worked on after {} seconds", STOP_WITHIN.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        open.forEach(MllpConnection::close);
        watch.shutdownNow();
    }

    /** Before another connection is accepted after a failure, such as that of too many open files. */
    static void pause() {
        try {
            Thread.sleep(WATCH_EVERY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
