package org.myotome.torture.fuzz;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came back of a shot.
 *
 * @param answer as it went over the wire; empty if the connection ended without one
 */
public record Hit(String answer, long milliseconds) {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");

    /** What only the inside of a server knows. */
    private static final Pattern INTERNALS =
            Pattern.compile("\\b(?:java|javax|jakarta|org|com|ca)\\.[a-z][a-z0-9]*\\.[a-z0-9.]*[A-Z]\\w+"
                    + "|\\b\\w+Exception\\b|\\bat [\\w.$]+\\([\\w.]+java"
                    + "|\\b(?:HFJ|TRM|BT2|NPM|MPI|STRENGTH)_[A-Z_]+|SQLSTATE|Hibernate|JdbcSQL|StackOverflow"
                    + "|(?i:select \\S+ from \\S+ where)|(?i:insert into \\w+ \\()");

    /** No answer takes longer, on a machine that does other things as well. */
    private static final long LONGEST_MILLISECONDS = 30_000;

    /** 0 if there was no answer. */
    public int status() {
        Matcher status = STATUS.matcher(answer);
        return status.lookingAt() ? Integer.parseInt(status.group(1)) : 0;
    }

    /** What is wrong with it; empty if it is an answer as it should be. What the shot itself says may be quoted. */
    public Optional<String> fault(Shot shot) {
        if (status() == 0) {
            return Optional.of("no answer");
        }
        // An AE is the 500 of HL7 over HTTP, though nothing in the server has failed.
        boolean refused =
                status() == 503 && answer.contains("too-costly") || status() == 501 || answer.contains("MSA|AE|");
        if (status() >= 500 && !refused) {
            return Optional.of("status " + status());
        }
        if (milliseconds > LONGEST_MILLISECONDS) {
            return Optional.of("slow: " + milliseconds + " ms");
        }
        if (status() < 400) {
            return Optional.empty();
        }
        return INTERNALS
                .matcher(answer)
                .results()
                .map(MatchResult::group)
                .filter(inside -> !shot.says(inside))
                .findFirst()
                .map(inside -> "tells of the inside: " + inside);
    }
}
