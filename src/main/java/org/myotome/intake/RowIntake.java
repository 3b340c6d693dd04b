package org.myotome.intake;

import java.util.List;
import java.util.function.Supplier;

/** Takes tables in: each statement stands or falls for itself. Examinations of one call are stored in one transaction. */
public interface RowIntake extends RowTrial {

    /**
     * Stores what can be stored.
     *
     * @return what became of each statement, in the order of the examinations and of their statements
     */
    List<StatementResult> store(Sender sender, List<Examination> examinations);

    /** Runs what stores, several times perhaps, in one transaction: if it throws, nothing of it stays. */
    <T> T allOrNothing(Supplier<T> work);

    /** Keeps a row that was refused, as a message of its own that can be replayed. */
    void keepRefused(IntakeMessage row, List<IntakeIssue> issues);
}
