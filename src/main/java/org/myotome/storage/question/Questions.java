package org.myotome.storage.question;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The questions that are being answered, and the one thread that watches them. */
public final class Questions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Questions.class);

    /** Most are answered before they are looked at for the first time. */
    private static final Duration UNWATCHED = Duration.ofSeconds(1);

    private static final long EVERY_MILLIS = 250;

    private final Set<Question> asked = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(run -> {
        Thread thread = new Thread(run, "questions");
        thread.setDaemon(true);
        return thread;
    });

    public Questions() {
        watch.scheduleWithFixedDelay(this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Ends a question, in the thread that answered it. */
    public interface Asked {
        void close();
    }

    /**
     * This thread answers a question from now on, until what is returned is closed.
     *
     * @param time that the client allows; more than {@link Question#LONGEST} is as much as that
     * @param clientHasGone is asked by another thread, from time to time, once the answer has taken a second
     */
    public Asked begin(Duration time, BooleanSupplier clientHasGone) {
        Question question = new Question(time, clientHasGone);
        question.begin();
        asked.add(question);
        return () -> {
            asked.remove(question);
            question.end();
        };
    }

    private void look() {
        for (Question question : asked) {
            if (question.hasLasted(UNWATCHED)) {
                look(question);
            }
        }
    }

    /** One that cannot be looked at must not keep the others from it. */
    private static void look(Question question) {
        try {
            question.look();
        } catch (SQLException | RuntimeException failure) {
            LOG.warn(
                    "A statement could not be cancelled: {}", failure.getClass().getName());
        }
    }

    /** Watches no more. */
    @Override
    public void close() {
        watch.shutdownNow();
    }
}
