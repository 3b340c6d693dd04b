package org.myotome.storage.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is said while the projection is made or checked: how far it is, and the first differences. */
final class ProjectionReport {

    /** Differences that are named; the others are only counted. */
    private static final int NAMED = 20;

    private static final long SECOND = 1_000_000_000;

    private final boolean mends;
    private long differences;
    private long observations;
    private long said = System.nanoTime();

    ProjectionReport(boolean mends) {
        this.mends = mends;
    }

    /** At most one line about how far it is in a second. */
    List<String> lines(ProjectionRebuild.Progress progress) {
        List<String> lines = new ArrayList<>();
        for (String difference : progress.differences()) {
            if (differences++ < NAMED) {
                lines.add(difference);
            }
        }
        observations = progress.observations();
        if (System.nanoTime() - said > SECOND) {
            said = System.nanoTime();
            lines.add(String.format(
                    Locale.ROOT,
                    "%,d of %,d Observations, %,d differences",
                    observations,
                    progress.all(),
                    differences));
        }
        return lines;
    }

    /** The last line; the first word is {@code consistent}, {@code rebuilt} or {@code inconsistent}. */
    String end() {
        String word = mends ? "rebuilt" : differences == 0 ? "consistent" : "inconsistent";
        return String.format(
                Locale.ROOT,
                "%s: %,d Observations, %,d rows %s",
                word,
                observations,
                differences,
                mends ? "mended" : "differ");
    }

    boolean isConsistent() {
        return mends || differences == 0;
    }
}
