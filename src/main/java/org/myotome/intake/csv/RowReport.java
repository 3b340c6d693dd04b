package org.myotome.intake.csv;

import java.util.List;
import java.util.Optional;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.Place;
import org.myotome.intake.StatementResult;
import org.myotome.intake.StatementResult.State;
import org.myotome.intake.csv.ReadRow.Refused;

/**
 * What became of a row of the long form, or of a cell of the wide form.
 *
 * @param column the cell of the wide form, or the one that is to blame; empty if it is the whole row
 * @param reference of what is stored
 */
record RowReport(long line, String column, State state, List<IntakeIssue> issues, Optional<String> reference) {

    RowReport {
        issues = List.copyOf(issues);
    }

    static RowReport of(long line, Refused refused) {
        return new RowReport(
                line,
                refused.column().isEmpty() ? blamed(refused.issues()) : refused.column(),
                State.REFUSED,
                refused.issues(),
                Optional.empty());
    }

    static RowReport of(TablePlace place, StatementResult result) {
        return new RowReport(
                place.line(),
                place.column().isEmpty() ? blamed(result.issues()) : place.column(),
                result.state(),
                result.issues(),
                result.reference());
    }

    private static String blamed(List<IntakeIssue> issues) {
        return issues.stream().map(issue -> column(issue.place())).findFirst().orElse("");
    }

    static String column(Place place) {
        return place instanceof TablePlace cell ? cell.column() : "";
    }

    boolean isRefused() {
        return state == State.REFUSED;
    }

    /** Whether there is anything to say but that it was stored. */
    boolean isNotable() {
        return state != State.STORED || !issues.isEmpty();
    }
}
