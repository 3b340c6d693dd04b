package org.myotome.storage.database;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.hibernate.exception.JDBCConnectionException;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.myotome.RequestProblem;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/** The database does not work for the moment; the request may be right, and the same later succeeds. */
public enum Outage {
    /** It cannot be reached, has gone in the middle of a request, or is busy to the last connection. */
    UNREACHABLE(
            IssueType.TRANSIENT,
            5,
            "The database cannot be reached for the moment. If this was a write, it is not known whether it was stored; in"
                    + " part it never is. Send it again in a way that stores it once: PUT, If-None-Exist, or a message under the"
                    + " same control id; or look first whether it is there."),
    /** It has no room left for what would be written. */
    FULL(
            IssueType.NOSTORE,
            30,
            "The disk of the database is full. Nothing of this request was stored, and nothing is until the operator has made"
                    + " room; reading goes on, but for searches that must be kept for their pages. Send it again later.");

    /** Classes 08 (connection) and 53 (resources), shutdowns, a replica that does not write, and failures of the disk. */
    private static final Pattern STATES = Pattern.compile("08...|53...|57P0[1235]|58...|25006|90(028|031|067|098|121)");

    private static final Pattern DISK_FULL = Pattern.compile("53100");

    private final IssueType type;
    private final int seconds;
    private final String words;

    Outage(IssueType type, int seconds, String words) {
        this.type = type;
        this.seconds = seconds;
        this.words = words;
    }

    /** After how many seconds it is worth trying again. */
    public int retryAfterSeconds() {
        return seconds;
    }

    /** What a client reads of it. */
    public String words() {
        return words;
    }

    /** 503, for the client. */
    public BaseServerResponseException answer() {
        return RequestProblem.unavailable(type, words, seconds);
    }

    /** The one that a failure, or one of its causes, comes from. */
    public static Optional<Outage> in(Throwable failure) {
        Optional<Outage> found = Optional.empty();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String state = cause instanceof SQLException sql ? String.valueOf(sql.getSQLState()) : "";
            if (DISK_FULL.matcher(state).matches()) {
                return Optional.of(FULL);
            }
            if (STATES.matcher(state).matches() || isOfConnection(cause)) {
                found = Optional.of(UNREACHABLE);
            }
        }
        return found;
    }

    private static boolean isOfConnection(Throwable cause) {
        return cause instanceof SQLTransientConnectionException
                || cause instanceof SQLNonTransientConnectionException
                || cause instanceof SQLRecoverableException
                || cause instanceof JDBCConnectionException
                || cause instanceof DataAccessResourceFailureException
                || cause instanceof CannotCreateTransactionException
                || cause instanceof MVStoreException store && isOfFile(store.getErrorCode())
                // The pool says so of a connection that it has found broken.
                || cause instanceof SQLException && "Connection is closed".equals(cause.getMessage());
    }

    /** H2 says so, in a general error without a state of its own, to whoever was writing when it gave up the file. */
    private static boolean isOfFile(int code) {
        return code == DataUtils.ERROR_WRITING_FAILED || code == DataUtils.ERROR_CLOSED;
    }
}
