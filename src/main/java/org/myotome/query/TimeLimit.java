package org.myotome.query;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.myotome.RequestProblem;

/**
 * How long an answer may take, so that one that asks for too much does not keep the others waiting: 30 seconds, or as long as
 * the client says that it waits, {@code Prefer: wait=[seconds]} of RFC 7240, if that is less. It is looked at between the
 * patients and the steps of the work; the database has a limit of its own for each statement.
 */
public final class TimeLimit {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String LESS = "fewer patients, a shorter time, one movement, or pages.";
    private static final String OVER =
            "The answer takes more than " + LONGEST.toSeconds() + " seconds, and was given up. Ask for less: " + LESS;
    private static final Pattern WAIT =
            Pattern.compile("(?:^|,)\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?\\s*(?:$|[,;])", Pattern.CASE_INSENSITIVE);

    private final Duration time;
    private final long start = System.nanoTime();

    private TimeLimit(Duration time) {
        this.time = time;
    }

    /** Begins now. A preference that cannot be read is none, as the RFC has it. */
    public static TimeLimit of(RequestDetails request) {
        return of(request.getHeaders(Constants.HEADER_PREFER));
    }

    static TimeLimit of(List<String> preferences) {
        return new TimeLimit(preferences.stream()
                .map(WAIT::matcher)
                .filter(Matcher::find)
                .map(wait -> Duration.ofSeconds(Long.parseLong(wait.group(1))))
                .findFirst()
                .filter(wait -> wait.compareTo(LONGEST) < 0)
                .orElse(LONGEST));
    }

    Duration time() {
        return time;
    }

    /** For whoever can answer a part instead. */
    public boolean isOver() {
        return System.nanoTime() - start >= time.toNanos();
    }

    /** @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException if the time is over */
    public void check() {
        if (isOver()) {
            throw RequestProblem.tooCostly(time.equals(LONGEST) ? OVER : overAsAsked());
        }
    }

    private String overAsAsked() {
        return "The answer takes more than the " + time.toSeconds()
                + " seconds that Prefer: wait allows, and was given up. Wait longer, up to " + LONGEST.toSeconds()
                + " seconds, or ask for less: " + LESS;
    }
}
