package org.myotome.intake;

import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;

/** Whether a failure comes from somebody else who has stored the same at the same moment, so that trying again helps. */
public final class WriteConflict {

    /** Unique index, serialization failure, deadlock, lock timeout, and what is referred to is gone. */
    private static final Pattern STATES = Pattern.compile("23505|40001|40P01|55P03|50200|HYT00|22012|25P02");

    private WriteConflict() {}

    /** Whether it or one of its causes is one. */
    public static boolean in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ResourceVersionConflictException
                    || cause instanceof PreconditionFailedException
                    || cause instanceof DuplicateKeyException
                    || cause instanceof ConcurrencyFailureException
                    || cause instanceof SQLException sql
                            && STATES.matcher(String.valueOf(sql.getSQLState())).matches()) {
                return true;
            }
        }
        return false;
    }
}
