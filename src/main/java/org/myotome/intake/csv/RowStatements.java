package org.myotome.intake.csv;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Practitioner;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.LocalCode;
import org.myotome.intake.Moment;
import org.myotome.intake.Statement;
import org.myotome.intake.Statement.Word;
import org.myotome.intake.csv.ReadRow.Refused;

/** The statements of one row. */
final class RowStatements {

    private final Cells cells;
    private final TableSettings settings;
    private final Moment when;
    private final RowStatus status;

    RowStatements(Cells cells, TableSettings settings, Moment when, RowStatus status) {
        this.cells = cells;
        this.settings = settings;
        this.when = when;
        this.status = status;
    }

    /** Of the long form: a value that is empty is a statement without one, about which the translation decides. */
    Statement row() {
        String original = Stream.of(Role.MOVEMENT, Role.SIDE, Role.VALUE, Role.SCALE)
                .map(role -> role.word() + "=" + cells.text(role))
                .collect(Collectors.joining("; "));
        return statement(
                new TablePlace(cells.row().line(), ""),
                cells.word(Role.MOVEMENT),
                cells.word(Role.VALUE),
                original,
                cells.said(Role.ID).map(Word::text));
    }

    /** Of the wide form: an empty cell says nothing, since no row has every movement. */
    void cell(int column, List<Statement> statements, List<Refused> refused) {
        String value = cells.text(column);
        if (value.isEmpty()) {
            return;
        }
        TablePlace place = cells.place(column);
        List<IntakeIssue> issues = RowForm.grade(value, place);
        if (!issues.isEmpty()) {
            refused.add(new Refused(place.column(), issues));
            return;
        }
        String item = place.column();
        statements.add(statement(
                place,
                new Word(item, place),
                new Word(value, place),
                item + "=" + value,
                cells.said(Role.ID).map(id -> id.text() + "#" + item)));
    }

    private Statement statement(TablePlace place, Word item, Word value, String original, Optional<String> identity) {
        return new Statement(
                place,
                item,
                new LocalCode("", item.text(), item.text()),
                cells.said(Role.SIDE).stream().toList(),
                value,
                Optional.empty(),
                scale(),
                Optional.of(when),
                cells.said(Role.TESTER).map(this::tester),
                cells.said(Role.METHOD),
                cells.said(Role.POSITION),
                List.of(),
                status.status(),
                Optional.empty(),
                status.change(),
                cells.said(Role.NOTE).map(Word::text).stream().toList(),
                original,
                identity);
    }

    /** The scale that is named for the whole table is for rows that name none. */
    private Optional<Word> scale() {
        return cells.said(Role.SCALE)
                .or(() -> Optional.of(new Word(settings.scale(), Setting.SCALE.place()))
                        .filter(word -> !word.text().isEmpty()));
    }

    private Practitioner tester(Word word) {
        Practitioner tester = new Practitioner()
                .addIdentifier(
                        new Identifier().setSystem(settings.system("tester")).setValue(word.text()));
        tester.addName().setText(word.text());
        return tester;
    }
}
