package org.myotome.storage.question;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.myotome.RequestProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One question to the server, while a thread answers it. It is over when its time has passed, or when its client has gone.
 * Who answers looks at it between the patients and the steps of the work; a statement of the database that runs on is
 * cancelled by {@link Questions}.
 */
public final class Question {

    /** How long an answer may take, so that one that asks for too much does not keep the others waiting. */
    public static final Duration LONGEST = Duration.ofSeconds(30);

    /**
     * How long it must have taken before a statement is cancelled. Who has less time than that gets a part of the answer
     * where there can be one, for which the first statement must come to its end.
     */
    private static final Duration SHORTEST = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Question.class);
    private static final ThreadLocal<@Nullable Question> ANSWERED = new ThreadLocal<>();
    private static final String LESS = "fewer patients, a shorter time, one movement, or pages.";

    private final Duration time;
    private final BooleanSupplier clientHasGone;
    private final long start = System.nanoTime();
    private volatile boolean abandoned;
    private boolean ended;
    private @Nullable Statement running;

    /** @param clientHasGone is asked by another thread than the one that answers, and never after the end */
    Question(Duration time, BooleanSupplier clientHasGone) {
        this.time = time.compareTo(LONGEST) < 0 ? time : LONGEST;
        this.clientHasGone = clientHasGone;
    }

    /**
     * What this thread is answering. Where there is no request of its own, as for the entries of a batch, it begins now, may
     * take the {@link #LONGEST} time, and no statement is cancelled.
     */
    public static Question current() {
        return answered().orElseGet(() -> new Question(LONGEST, () -> false));
    }

    static Optional<Question> answered() {
        return Optional.ofNullable(ANSWERED.get());
    }

    /** For whoever can answer a part instead. */
    public boolean isOver() {
        return abandoned || hasLasted(time);
    }

    /** @throws BaseServerResponseException if it is over */
    public void check() {
        problem().ifPresent(over -> {
            throw over;
        });
    }

    /** What to answer if it is over. */
    public Optional<BaseServerResponseException> problem() {
        if (abandoned) {
            return Optional.of(
                    RequestProblem.tooCostly("The client has closed the connection, and was given no answer."));
        }
        return isOver() ? Optional.of(RequestProblem.tooCostly(words())) : Optional.empty();
    }

    private String words() {
        return time.equals(LONGEST)
                ? "The answer takes more than " + LONGEST.toSeconds() + " seconds, and was given up. Ask for less: "
                        + LESS
                : "The answer takes more than the " + time.toSeconds()
                        + " seconds that Prefer: wait allows, and was given up. Wait longer, up to "
                        + LONGEST.toSeconds()
                        + " seconds, or ask for less: " + LESS;
    }

    boolean hasLasted(Duration duration) {
        return System.nanoTime() - start >= duration.toNanos();
    }

    void begin() {
        ANSWERED.set(this);
    }

    /** Afterwards the client is not looked for any more: the connection may have the next request on it. */
    synchronized void end() {
        ended = true;
        running = null;
        ANSWERED.remove();
    }

    synchronized void runs(Statement statement) {
        running = statement;
    }

    /** Waits until a cancellation is done, which would meet the next statement of the connection otherwise. */
    synchronized void hasRun() {
        running = null;
    }

    /** Looks whether the client is there, and stops what the database does if it is for nothing. */
    synchronized void look() throws SQLException {
        if (!ended && !abandoned && clientHasGone.getAsBoolean()) {
            abandoned = true;
            LOG.info("Before an answer was ready the client went away: the work for it is stopped");
        }
        if (running != null && (abandoned || isOver() && hasLasted(SHORTEST))) {
            running.cancel();
        }
    }
}
