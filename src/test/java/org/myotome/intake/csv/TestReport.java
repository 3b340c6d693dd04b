package org.myotome.intake.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.myotome.intake.IntakeIssue;

/** Keeps what it is told. */
final class TestReport implements Report {

    final List<RowReport> rows = new ArrayList<>();
    Optional<IntakeIssue> stopped = Optional.empty();
    boolean ended;
    private Counts counts = Counts.NONE;

    void clear() {
        rows.clear();
        counts = Counts.NONE;
    }

    @Override
    public void add(ChunkOutcome outcome) {
        rows.addAll(outcome.reports());
        counts = counts.plus(outcome);
    }

    @Override
    public void end(Optional<IntakeIssue> why) {
        stopped = why;
        ended = true;
    }

    @Override
    public Counts counts() {
        return counts;
    }
}
