package org.myotome;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** What the shared server writes to its log, from the moment that a test begins to listen. */
public final class ServerLog implements AutoCloseable {

    private static final int PATIENCE = 20;

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final AppenderBase<ILoggingEvent> listener = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
        }
    };

    private ServerLog() {
        listener.start();
        root().addAppender(listener);
    }

    public static ServerLog listen() {
        return new ServerLog();
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    /** Waits for a line with these words, and forgets the lines before it. */
    public boolean says(String words) throws InterruptedException {
        String line = lines.poll(PATIENCE, TimeUnit.SECONDS);
        while (line != null && !line.contains(words)) {
            line = lines.poll(PATIENCE, TimeUnit.SECONDS);
        }
        return line != null;
    }

    /** The lines that were not waited for. */
    public List<String> rest() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        root().detachAppender(listener);
    }
}
