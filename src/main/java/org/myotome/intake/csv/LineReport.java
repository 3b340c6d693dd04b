package org.myotome.intake.csv;

import java.io.IOException;
import java.util.Optional;
import org.myotome.intake.IntakeIssue;

/** A report in lines. */
final class LineReport implements Report {

    private final ReportForm form;
    private final boolean all;
    private final ReportLines out;
    private Counts counts = Counts.NONE;

    /** @param all whether rows are told of which there is nothing to say but that they were stored */
    LineReport(ReportForm form, boolean all, ReportLines out) throws IOException {
        this.form = form;
        this.all = all;
        this.out = out;
        out.write(form.head());
    }

    @Override
    public void add(ChunkOutcome outcome) throws IOException {
        counts = counts.plus(outcome);
        StringBuilder lines = new StringBuilder();
        for (RowReport row : outcome.reports()) {
            if (all || row.isNotable()) {
                lines.append(form.row(row));
            }
        }
        out.write(lines.toString());
        out.progress(counts);
    }

    @Override
    public void end(Optional<IntakeIssue> stopped) throws IOException {
        out.write(form.end(counts, stopped));
    }

    @Override
    public Counts counts() {
        return counts;
    }
}
