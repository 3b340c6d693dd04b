package org.myotome.intake.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.myotome.intake.Examination;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.Moment;
import org.myotome.intake.Statement;
import org.myotome.intake.Statement.Word;
import org.myotome.intake.csv.ReadRow.Identity;
import org.myotome.intake.csv.ReadRow.Refused;

/** Reads what the rows of one table say. */
final class RowReader {

    private final Columns columns;
    private final TableSettings settings;
    private final RowForm form;
    private final Moments moments;

    RowReader(Columns columns, TableSettings settings) {
        this.columns = columns;
        this.settings = settings;
        this.form = new RowForm(columns);
        this.moments = new Moments(settings);
    }

    ReadRow read(TableRow row) {
        List<IntakeIssue> issues = new ArrayList<>(form.issues(row));
        if (!issues.isEmpty()) {
            return refused(row, issues);
        }
        Cells cells = new Cells(row, columns);
        try {
            return read(cells);
        } catch (IntakeRefusal refusal) {
            return refused(row, refusal.issues());
        }
    }

    private static ReadRow refused(TableRow row, List<IntakeIssue> issues) {
        return new ReadRow(row, Optional.empty(), Optional.empty(), List.of(new Refused("", issues)));
    }

    private ReadRow read(Cells cells) {
        Word patient = required(cells, Role.PATIENT);
        Word datetime = required(cells, Role.DATETIME);
        Moment when = moments.read(datetime.text(), datetime.place());
        RowStatements reading = new RowStatements(cells, settings, when, RowStatus.of(cells));
        List<Statement> statements = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        if (columns.isWide()) {
            columns.items().forEach(item -> reading.cell(item, statements, refused));
        } else {
            statements.add(reading.row());
        }
        Examination exam = new Examination(
                new Patient()
                        .addIdentifier(new Identifier()
                                .setSystem(settings.patientSystem())
                                .setValue(patient.text())),
                patient.place(),
                Optional.empty(),
                Optional.of(when),
                Optional.empty(),
                statements);
        Identity identity = new Identity(patient.text(), datetime.text(), cells.text(Role.TESTER));
        return new ReadRow(
                cells.row(), Optional.of(identity), Optional.of(exam).filter(any -> !statements.isEmpty()), refused);
    }

    private static Word required(Cells cells, Role role) {
        return cells.said(role)
                .orElseThrow(() -> new IntakeRefusal(IntakeIssue.error(
                        IntakeRule.REQUIRED_MISSING,
                        cells.place(role),
                        "The row has no " + role.word() + ".",
                        "an empty cell",
                        role == Role.PATIENT ? "the number of the patient" : "when the patient was examined",
                        "Fill the cell.")));
    }
}
