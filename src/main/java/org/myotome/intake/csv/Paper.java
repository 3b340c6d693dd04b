package org.myotome.intake.csv;

import java.io.Closeable;
import java.io.IOException;

/** A report that is kept until it is known whether it is true. */
final class Paper implements Closeable {

    private final Spool spool = new Spool();
    private final LineReport report;

    Paper(ReportForm form, boolean all) throws IOException {
        this.report = new LineReport(form, all, new ReportLines() {
            @Override
            public void write(String lines) throws IOException {
                spool.write(lines);
            }

            @Override
            public void progress(Counts counts) {
                // Nobody is told of what may yet be undone.
            }
        });
    }

    LineReport report() {
        return report;
    }

    Spool spool() {
        return spool;
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
