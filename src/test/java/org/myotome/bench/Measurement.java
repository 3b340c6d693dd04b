package org.myotome.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What came of a number of requests that were all answered with success.
 *
 * @param work what was asked
 * @param clients how many asked at the same time
 * @param seconds how long they asked
 * @param nanos how long each answer took, shortest first
 */
record Measurement(Work work, int clients, double seconds, long[] nanos) {

    Measurement {
        if (nanos.length == 0) {
            throw new IllegalArgumentException("Nothing was answered within " + seconds + " s: " + work.title());
        }
        Arrays.sort(nanos);
    }

    /** Several rounds of the same work, as one. */
    static Measurement of(List<Measurement> rounds) {
        return new Measurement(
                rounds.get(0).work,
                rounds.get(0).clients,
                rounds.stream().mapToDouble(Measurement::seconds).sum(),
                rounds.stream()
                        .flatMapToLong(round -> Arrays.stream(round.nanos))
                        .toArray());
    }

    int requests() {
        return nanos.length;
    }

    /** Resources in a second. */
    double rate() {
        return nanos.length * work.resources() / seconds;
    }

    double median() {
        return percentile(0.5);
    }

    double p95() {
        return percentile(0.95);
    }

    double p99() {
        return percentile(0.99);
    }

    /** Milliseconds within which that share of the answers came; exact, the nearest rank. */
    private double percentile(double share) {
        int rank = (int) Math.ceil(share * nanos.length);
        return nanos[Math.max(0, rank - 1)] / 1e6;
    }

    /** For people who watch. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s, %d client%s: %.1f/s, median %.2f ms, p95 %.2f ms, p99 %.2f ms, %d requests",
                work.title(),
                clients,
                clients == 1 ? "" : "s",
                rate(),
                median(),
                p95(),
                p99(),
                nanos.length);
    }
}
