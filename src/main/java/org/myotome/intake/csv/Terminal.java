package org.myotome.intake.csv;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.myotome.intake.IntakeIssue;

/** What a person sees who waits for an import: one line that changes, or lines where none can change. */
final class Terminal {

    private static final double SECOND = 1e9;

    private final PrintStream out;
    private final boolean rewrites;
    private final LongSupplier clock;
    private final long start;
    private long last;

    /** @param clock of nanoseconds */
    Terminal(PrintStream out, boolean rewrites, LongSupplier clock) {
        this.out = out;
        this.rewrites = rewrites;
        this.clock = clock;
        this.start = clock.getAsLong();
        this.last = start;
    }

    static Terminal ofProcess() {
        return new Terminal(System.err, System.console() != null, System::nanoTime);
    }

    void progress(Counts counts) {
        if (isDue()) {
            show(rows(counts));
        }
    }

    void sent(long bytes, long all) {
        if (isDue()) {
            show(String.format(Locale.ROOT, "%.1f of %.1f MB sent", bytes / 1e6, all / 1e6));
        }
    }

    private boolean isDue() {
        long now = clock.getAsLong();
        if (now - last < SECOND) {
            return false;
        }
        last = now;
        return true;
    }

    private void show(String line) {
        if (rewrites) {
            out.print("\r" + line + "   ");
        } else {
            out.println(line);
        }
        out.flush();
    }

    void end(Counts counts) {
        show(rows(counts)
                + String.format(
                        Locale.ROOT, "; %,d stored, %,d already there", counts.stored(), counts.alreadyThere()));
        lineEnd();
    }

    private String rows(Counts counts) {
        double seconds = Math.max((clock.getAsLong() - start) / SECOND, 1e-3);
        return String.format(
                Locale.ROOT,
                "%,d rows, %,.0f rows/s, %,d refused",
                counts.rows(),
                counts.rows() / seconds,
                counts.refused());
    }

    void say(String line) {
        lineEnd();
        out.println(line);
    }

    void say(List<IntakeIssue> issues) {
        issues.forEach(issue -> say(issue.place().shown() + ": " + issue.inWords()));
    }

    private void lineEnd() {
        if (rewrites) {
            out.println();
        }
    }
}
