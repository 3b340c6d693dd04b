package org.myotome.torture;

import java.time.Duration;

/** When writes were acknowledged, for the longest time in which none was. */
final class Acknowledgements {

    private long last = System.nanoTime();
    private long longest;
    private int count;

    synchronized void add() {
        count++;
        long now = System.nanoTime();
        longest = Math.max(longest, now - last);
        last = now;
        notifyAll();
    }

    /** Waits until there are so many, or as long as this. */
    synchronized void await(int number, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (count < number && System.nanoTime() < end) {
            wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
    }

    /**
     * Waits for one that comes after this instant, and tells whether it came in time.
     *
     * @param instant as {@link System#nanoTime} has it
     */
    synchronized boolean awaitAfter(long instant, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (last < instant && System.nanoTime() < end) {
            wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
        return last >= instant;
    }

    synchronized int count() {
        return count;
    }

    /** Counts from now on. */
    synchronized void begin() {
        last = System.nanoTime();
    }

    synchronized Duration longest() {
        return Duration.ofNanos(longest);
    }
}
