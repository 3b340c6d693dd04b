package org.myotome.intake.csv;

import java.util.List;
import java.util.Optional;
import org.myotome.intake.Examination;
import org.myotome.intake.IntakeIssue;

/**
 * What one row says.
 *
 * @param examination empty if nothing of the row can be taken in
 * @param refused what cannot, before anybody has looked at what it means
 */
record ReadRow(TableRow row, Optional<Identity> identity, Optional<Examination> examination, List<Refused> refused) {

    ReadRow {
        refused = List.copyOf(refused);
    }

    int statements() {
        return examination.map(exam -> exam.statements().size()).orElse(0);
    }

    /** What the rows of one examination have in common, as they write it. */
    record Identity(String patient, String datetime, String tester) {}

    /** @param column empty for the whole row */
    record Refused(String column, List<IntakeIssue> issues) {}
}
