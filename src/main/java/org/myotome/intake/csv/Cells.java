package org.myotome.intake.csv;

import java.util.Optional;
import org.myotome.intake.Statement.Word;

/** The cells of one row by what they mean, without the spaces around them. */
record Cells(TableRow row, Columns columns) {

    /** Empty where the table has no such column. */
    String text(Role role) {
        Integer column = columns.roles().get(role);
        return column == null ? "" : text(column);
    }

    String text(int column) {
        return row.cells().get(column).strip();
    }

    TablePlace place(Role role) {
        Integer column = columns.roles().get(role);
        return column == null ? new TablePlace(row.line(), "") : place(column);
    }

    TablePlace place(int column) {
        return new TablePlace(row.line(), columns.names().get(column));
    }

    Word word(Role role) {
        return new Word(text(role), place(role));
    }

    /** Empty where the cell is, too. */
    Optional<Word> said(Role role) {
        return Optional.of(word(role)).filter(word -> !word.text().isEmpty());
    }
}
