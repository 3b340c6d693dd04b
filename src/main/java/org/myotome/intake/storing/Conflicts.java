package org.myotome.intake.storing;

import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Works again on what somebody else has stored at the same moment. */
final class Conflicts {

    /** Of many that change one exam at once, one gets through each time. */
    private static final int MOST = 50;

    private static final int LONGEST_PAUSE_MILLISECONDS = 20;

    /** Unique index, serialization failure, deadlock, and what is referred to is gone. */
    private static final String STATES = "23505|40001|40P01|50200|22012|25P02";

    private Conflicts() {}

    static <T> T retried(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                // A transaction that goes beyond the work can only end.
                boolean within = TransactionSynchronizationManager.isActualTransactionActive();
                if (within || attempt == MOST || !isConflict(e)) {
                    throw e;
                }
                pause();
            }
        }
    }

    /** Those that have collided must not begin again at the same instant. */
    private static void pause() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(LONGEST_PAUSE_MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while others stored", e);
        }
    }

    private static boolean isConflict(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ResourceVersionConflictException
                    || cause instanceof PreconditionFailedException
                    || cause instanceof DuplicateKeyException
                    || cause instanceof ConcurrencyFailureException
                    || cause instanceof SQLException sql
                            && String.valueOf(sql.getSQLState()).matches(STATES)) {
                return true;
            }
        }
        return false;
    }
}
