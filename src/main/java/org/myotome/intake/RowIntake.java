package org.myotome.intake;

import java.util.List;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Bundle;

/** Takes tables in: each statement stands or falls for itself. Examinations of one call are stored in one transaction. */
public interface RowIntake {

    /**
     * Stores what can be stored.
     *
     * @return what became of each statement, in the order of the examinations and of their statements
     */
    List<StatementResult> store(Sender sender, List<Examination> examinations);

    /** What {@link #store} would do, with the resources that it would store. */
    Checked check(Sender sender, List<Examination> examinations);

    /** Runs what stores, several times perhaps, in one transaction: if it throws, nothing of it stays. */
    <T> T allOrNothing(Supplier<T> work);

    /** Keeps a row that was refused, as a message of its own that can be replayed. */
    void keepRefused(IntakeMessage row, List<IntakeIssue> issues);

    /** @param resources a transaction */
    record Checked(List<StatementResult> results, Bundle resources) {}
}
