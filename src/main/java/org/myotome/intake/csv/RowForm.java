package org.myotome.intake.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRule;

/** Whether a row has the form of its table, before anybody reads what its cells say. */
final class RowForm {

    private static final Set<Role> NUMBERS = Set.of(Role.PATIENT, Role.TESTER, Role.ID);

    private final Columns columns;

    RowForm(Columns columns) {
        this.columns = columns;
    }

    /** What is wrong with the row as a whole. */
    List<IntakeIssue> issues(TableRow row) {
        int count = row.cells().size();
        if (count != columns.names().size()) {
            return List.of(IntakeIssue.error(
                    IntakeRule.WRONG_FORM,
                    new TablePlace(row.line(), ""),
                    "The row has not as many cells as the header.",
                    count + " cells",
                    columns.names().size() + " cells",
                    "Quote cells that hold the separator or a line end, and close every quotation mark."));
        }
        List<IntakeIssue> issues = new ArrayList<>();
        Cells cells = new Cells(row, columns);
        for (int i = 0; i < count; i++) {
            nameless(cells, i, issues);
        }
        columns.roles().forEach((role, column) -> shared(cells, role, issues));
        return issues;
    }

    /** Spreadsheets write empty columns at the end of a table. */
    private void nameless(Cells cells, int column, List<IntakeIssue> issues) {
        if (columns.names().get(column).isEmpty() && !cells.text(column).isEmpty()) {
            issues.add(IntakeIssue.error(
                    IntakeRule.WRONG_FORM,
                    cells.place(column),
                    "A cell stands in a column without a name.",
                    cells.text(column),
                    "nothing, or a name in the header",
                    "Name column " + (column + 1) + ", or look for a separator too many in the row."));
        }
    }

    private void shared(Cells cells, Role role, List<IntakeIssue> issues) {
        String text = cells.text(role);
        if (role == Role.NOTE || text.isEmpty()) {
            return;
        }
        issues.addAll(inCell(text, cells.place(role)));
        if (NUMBERS.contains(role)) {
            Spreadsheet.inNumber(text, cells.place(role)).ifPresent(issues::add);
        }
        if (role == Role.VALUE) {
            Spreadsheet.inGrade(text, cells.place(role)).ifPresent(issues::add);
        }
    }

    /** What is wrong with the cell of one movement in the wide form. */
    static List<IntakeIssue> grade(String text, TablePlace place) {
        List<IntakeIssue> issues = new ArrayList<>(inCell(text, place));
        Spreadsheet.inGrade(text, place).ifPresent(issues::add);
        return issues;
    }

    private static List<IntakeIssue> inCell(String text, TablePlace place) {
        Optional<IntakeIssue> issue = text.matches("(?s).*[\\r\\n].*")
                ? Optional.of(IntakeIssue.error(
                        IntakeRule.WRONG_FORM,
                        place,
                        "The cell has several lines.",
                        text.lines().findFirst().orElse("") + " …",
                        "one line; a note alone may have more",
                        "Look for a quotation mark before it that is not closed."))
                : Spreadsheet.inCell(text, place);
        return issue.stream().toList();
    }
}
