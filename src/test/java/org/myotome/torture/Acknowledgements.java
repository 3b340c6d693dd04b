package org.myotome.torture;

import java.time.Duration;

/** When writes were acknowledged, for the longest time in which none was. */
final class Acknowledgements {

    private long last = System.nanoTime();
    private long longest;

    synchronized void add() {
        long now = System.nanoTime();
        longest = Math.max(longest, now - last);
        last = now;
    }

    /** Counts from now on. */
    synchronized void begin() {
        last = System.nanoTime();
    }

    synchronized Duration longest() {
        return Duration.ofNanos(longest);
    }

    /** Nanoseconds, of {@link System#nanoTime}. */
    synchronized long last() {
        return last;
    }
}
