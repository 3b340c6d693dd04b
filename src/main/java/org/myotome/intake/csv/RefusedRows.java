package org.myotome.intake.csv;

import java.util.List;

/** Keeps rows that were refused. */
interface RefusedRows {

    /** For a trial, of which nothing stays. */
    RefusedRows NONE = (row, reports) -> false;

    /**
     * @param reports what became of the row
     * @return whether it is kept
     */
    boolean keep(ReadRow row, List<RowReport> reports);
}
