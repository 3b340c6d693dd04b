package org.myotome.intake.csv;

import java.util.List;

/**
 * A row as it stands in the file.
 *
 * @param line of the file, from 1
 * @param endsQuoted whether the last cell began with a quotation mark
 */
record TableRow(long line, List<String> cells, boolean endsQuoted) {

    TableRow {
        cells = List.copyOf(cells);
    }
}
