package org.myotome.intake.storing;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.myotome.intake.WriteConflict;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Works again on what somebody else has stored at the same moment. */
final class Conflicts {

    /** Of many that change one exam at once, one gets through each time. */
    private static final int MOST = 50;

    private static final int LONGEST_PAUSE_MILLISECONDS = 20;

    private Conflicts() {}

    static <T> T retried(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                // A transaction that goes beyond the work can only end.
                boolean within = TransactionSynchronizationManager.isActualTransactionActive();
                if (within || attempt == MOST || !WriteConflict.in(e)) {
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
}
