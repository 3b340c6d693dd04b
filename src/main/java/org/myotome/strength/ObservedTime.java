package org.myotome.strength;

import java.time.Duration;
import java.time.Instant;

/** When strength was tested, beside the clock of this server. */
public final class ObservedTime {

    /** A date has no time zone, and clocks differ. */
    private static final Duration TOLERANCE = Duration.ofDays(1);

    private ObservedTime() {}

    /** Whether it lies in the future, by more than a day. */
    public static boolean isAhead(Instant began) {
        return began.isAfter(Instant.now().plus(TOLERANCE));
    }
}
