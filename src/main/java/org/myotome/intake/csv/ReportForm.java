package org.myotome.intake.csv;

import java.util.Optional;
import org.myotome.intake.IntakeIssue;

/** In which form a report is written, line by line. */
interface ReportForm {

    String mediaType();

    /** What stands before the first line. */
    String head();

    String row(RowReport row);

    /** Empty if the form has no room for it. */
    Optional<String> progress(Counts counts);

    /**
     * The last line, without which a report is not whole.
     *
     * @param stopped why the rest of the table was not read, if there is a rest
     */
    String end(Counts counts, Optional<IntakeIssue> stopped);
}
