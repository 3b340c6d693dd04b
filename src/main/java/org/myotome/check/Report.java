package org.myotome.check;

import java.io.IOException;

/** Is told what was found, and tells it on at once: a report is not held in memory. */
interface Report {

    void add(Checked checked) throws IOException;

    /** After everything else. */
    void end(Totals totals) throws IOException;
}
