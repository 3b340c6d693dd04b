package org.myotome.intake.csv;

import java.util.function.LongSupplier;

/**
 * When it is time to tell of progress again: after a second, and later after a hundredth of the time that has passed. Whoever waits
 * for hours is told seldom enough that what is written in all of it stays small: some 500 lines in an hour.
 */
final class Pace {

    private static final long SECOND = 1_000_000_000L;
    private static final int PART = 100;

    private final LongSupplier clock;
    private final long start;
    private long next;

    /** @param clock of nanoseconds */
    Pace(LongSupplier clock) {
        this.clock = clock;
        this.start = clock.getAsLong();
        this.next = SECOND;
    }

    boolean isDue() {
        long passed = clock.getAsLong() - start;
        if (passed < next) {
            return false;
        }
        next = passed + Math.max(SECOND, passed / PART);
        return true;
    }
}
