package org.myotome.intake.csv;

import java.io.IOException;

/** Where the lines of a report go. */
interface ReportLines {

    /** @param lines whole ones, any number */
    void write(String lines) throws IOException;

    /** Called often; tells somebody who waits when it is time to. */
    void progress(Counts counts) throws IOException;
}
