package org.myotome.intake.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.List;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.IntakeRule;

/** Makes rows of what the parser finds, and stops at one that is larger than any row of grades. */
final class TableRows extends AbstractBaseCsvCallbackHandler<TableRow> {

    /** Of one row, in characters; also the most that the parser holds for one cell. */
    static final int LARGEST = 1 << 20;

    static final int MOST_COLUMNS = 1000;

    /** Lines that were read before the parser began to count. */
    private final long linesBefore;

    private final List<String> cells = new ArrayList<>();
    private int size;
    private boolean quoted;

    TableRows(long linesBefore) {
        this.linesBefore = linesBefore;
    }

    @Override
    protected void handleBegin(long line) {
        cells.clear();
        size = 0;
        quoted = false;
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean isQuoted) {
        size += length;
        if (size > LARGEST || index >= MOST_COLUMNS) {
            throw new IntakeRefusal(IntakeIssue.error(
                    IntakeRule.TOO_LARGE,
                    new TablePlace(getStartingLineNumber() + linesBefore, ""),
                    "The row is too large to be one of a table of grades.",
                    index >= MOST_COLUMNS ? "more than " + MOST_COLUMNS + " cells" : "more than 1 MB",
                    "rows of at most " + MOST_COLUMNS + " cells and 1 MB",
                    "Look for a quotation mark that is not closed, or for a missing end of line."));
        }
        cells.add(new String(buffer, offset, length));
        quoted = isQuoted;
    }

    @Override
    protected TableRow buildRecord() {
        return new TableRow(getStartingLineNumber() + linesBefore, cells, quoted);
    }
}
