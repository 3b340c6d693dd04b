package org.myotome.server;

import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Optional;
import org.myotome.RequestProblem;
import org.myotome.storage.database.Outage;
import org.myotome.storage.question.Question;
import org.springframework.dao.QueryTimeoutException;

/** Finds what a client did wrong, or what will pass, in a failure that HAPI reports as one of the server. */
final class FailureCause {

    private static final String STOPPED = "The database was told to stop working on this. Ask again, or ask for less:"
            + " fewer patients, a shorter time, one movement, or pages.";

    private FailureCause() {}

    /** The answer for the client; empty if the server itself has failed. */
    static Optional<BaseServerResponseException> answer(Throwable failure) {
        Optional<Outage> outage = Outage.in(failure);
        if (outage.isPresent()) {
            return outage.map(Outage::answer);
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BaseServerResponseException answer && answer.getStatusCode() != 500) {
                return Optional.of(answer);
            }
            if (cause instanceof StackOverflowError) {
                // Bodies are flat enough before they get here; a FHIRPath in one, with ten thousand brackets, is not.
                return Optional.of(new InvalidRequestException(
                        "What was sent has too many parts inside each other, or a path too many steps: simplify it"));
            }
            if (cause instanceof QueryTimeoutException) {
                return Question.current().problem().or(() -> Optional.of(RequestProblem.tooCostly(STOPPED)));
            }
            if (cause instanceof DataFormatException || isUnreadableValue(cause)) {
                String words = cause instanceof NullPointerException
                        ? "a part of it is missing, or null"
                        : cause instanceof ClassCastException || cause instanceof IndexOutOfBoundsException
                                ? "a part of it has another form, or no name"
                                : cause.getMessage();
                return Optional.of(new InvalidRequestException("A value cannot be read: " + words));
            }
        }
        // HAPI's own searches tell of a cancelled statement in words only.
        return Question.current().problem();
    }

    /**
     * HAPI reads search values without a check of its own, and half a pair ends in a NullPointerException; so does, in its
     * parser, a null among extensions, and a property without a name in an index out of bounds.
     */
    private static boolean isUnreadableValue(Throwable cause) {
        if (cause instanceof UnsupportedCharsetException || cause instanceof IllegalCharsetNameException) {
            return true;
        }
        return (cause instanceof IllegalArgumentException
                        || cause instanceof NullPointerException
                        || cause instanceof ClassCastException
                        || cause instanceof IndexOutOfBoundsException)
                && Arrays.stream(cause.getStackTrace()).limit(8).anyMatch(FailureCause::reads);
    }

    private static boolean reads(StackTraceElement frame) {
        return frame.getClassName().startsWith("ca.uhn.fhir.rest.param.")
                || frame.getClassName().startsWith("ca.uhn.fhir.parser.")
                        && frame.getMethodName().startsWith("parse");
    }
}
