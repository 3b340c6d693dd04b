package org.myotome.check;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/** A bar on the terminal of a person who waits; nothing anywhere else. */
final class Progress {

    private static final int WIDTH = 24;
    private static final long PAUSE_NANOSECONDS = 100_000_000;
    private static final String CLEAR = "\r\u001B[K";

    private final PrintStream err;
    private final boolean shown;
    private final long all;
    private final LongSupplier clock;
    private final long start;
    private long next;
    private boolean dirty;

    /**
     * @param all bytes; 0 if nobody knows
     * @param clock of nanoseconds
     */
    Progress(PrintStream err, boolean shown, long all, LongSupplier clock) {
        this.err = err;
        this.shown = shown;
        this.all = all;
        this.clock = clock;
        this.start = clock.getAsLong();
        this.next = start;
    }

    void say(String words) {
        if (shown) {
            err.print(CLEAR + words);
            err.flush();
            dirty = true;
        }
    }

    /** @param read bytes */
    void at(long read, Totals totals) {
        long now = clock.getAsLong();
        if (!shown || now < next) {
            return;
        }
        next = now + PAUSE_NANOSECONDS;
        say(bar(read)
                + String.format(
                        Locale.ROOT,
                        "%,d checked, %,d with errors, %,.0f a second",
                        totals.checked(),
                        totals.wrong(),
                        totals.checked() / Math.max((now - start) / 1e9, 1e-3)));
    }

    private String bar(long read) {
        if (all <= 0) {
            return "";
        }
        int done = (int) (WIDTH * Math.min(read, all) / all);
        return "[" + "#".repeat(done) + " ".repeat(WIDTH - done) + "] " + 100 * Math.min(read, all) / all + " % ";
    }

    /** Makes room for lines. */
    void clear() {
        if (dirty) {
            err.print(CLEAR);
            err.flush();
            dirty = false;
        }
    }
}
