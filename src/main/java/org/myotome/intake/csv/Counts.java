package org.myotome.intake.csv;

import java.util.List;
import org.myotome.intake.StatementResult.State;

/**
 * What became of a table so far.
 *
 * @param rows that were read
 * @param stored grades, of which a row of the wide form has several; the next two as well
 * @param kept refused rows that can be replayed
 */
record Counts(long rows, long stored, long alreadyThere, long refused, long kept) {

    static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    Counts plus(ChunkOutcome outcome) {
        return new Counts(
                rows + outcome.rows(),
                stored + count(outcome.reports(), State.STORED),
                alreadyThere + count(outcome.reports(), State.ALREADY_THERE),
                refused + count(outcome.reports(), State.REFUSED),
                kept + outcome.kept());
    }

    /** Of a table of which nothing was stored, though some of it could have been. */
    Counts withoutStored() {
        return new Counts(rows, 0, alreadyThere, refused, kept);
    }

    private static long count(List<RowReport> reports, State state) {
        return reports.stream().filter(report -> report.state() == state).count();
    }
}
