package org.myotome.intake.csv;

import java.util.Locale;
import java.util.Map;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.Statement.Change;

/** Whether a row reports a grade, or changes one that was reported before. */
record RowStatus(ObservationStatus status, Change change) {

    private static final Map<String, RowStatus> BY_WORD = Map.of(
            "", new RowStatus(ObservationStatus.FINAL, Change.REPORT),
            "final", new RowStatus(ObservationStatus.FINAL, Change.REPORT),
            "preliminary", new RowStatus(ObservationStatus.PRELIMINARY, Change.REPORT),
            "corrected", new RowStatus(ObservationStatus.CORRECTED, Change.CORRECTION),
            "amended", new RowStatus(ObservationStatus.AMENDED, Change.CORRECTION),
            "entered-in-error", new RowStatus(ObservationStatus.ENTEREDINERROR, Change.WITHDRAWAL));

    /** @throws IntakeRefusal if it is no such word, or does not say which grade it changes */
    static RowStatus of(Cells cells) {
        String word = cells.text(Role.STATUS);
        RowStatus status = BY_WORD.get(word.toLowerCase(Locale.ROOT));
        if (status == null) {
            throw new IntakeRefusal(IntakeIssue.error(
                    IntakeRule.WRONG_FORM,
                    cells.place(Role.STATUS),
                    "A grade has no such status.",
                    word,
                    "final, preliminary, corrected, amended, entered-in-error, or nothing, which is final",
                    "Write one of them."));
        }
        if (status.change != Change.REPORT && cells.text(Role.ID).isEmpty()) {
            throw new IntakeRefusal(IntakeIssue.error(
                    IntakeRule.REQUIRED_MISSING,
                    cells.place(Role.ID),
                    "The row changes a grade, and does not say which.",
                    "status " + word + " without an id",
                    "the id under which the grade was sent before",
                    "Give each grade an id when it is first sent, and the same id when it is changed."));
        }
        return status;
    }
}
