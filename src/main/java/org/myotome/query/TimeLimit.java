package org.myotome.query;

import java.time.Duration;
import java.util.function.Supplier;
import org.myotome.RequestProblem;
import org.springframework.dao.QueryTimeoutException;

/** How long a question may take, so that one that asks for too much does not keep the others waiting. */
public final class TimeLimit {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final long end = System.nanoTime() + LIMIT.toNanos();

    /** Begins now. */
    public TimeLimit() {}

    /** For whoever can answer a part instead. */
    public boolean isOver() {
        return System.nanoTime() > end;
    }

    /** @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException if the time is over */
    public void check() {
        if (System.nanoTime() > end) {
            throw tooCostly();
        }
    }

    /** Asks the database, which has a limit of its own. */
    public <T> T within(Supplier<T> question) {
        try {
            return question.get();
        } catch (QueryTimeoutException timeout) {
            throw tooCostly();
        }
    }

    private static RuntimeException tooCostly() {
        return RequestProblem.tooCostly("The answer takes more than " + LIMIT.toSeconds()
                + " seconds, and was given up. Ask for less: fewer patients, a shorter time, one movement, or pages.");
    }
}
