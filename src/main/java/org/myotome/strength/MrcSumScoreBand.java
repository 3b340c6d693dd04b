package org.myotome.strength;

import java.util.Arrays;

/**
 * What an MRC sum score says about weakness in critical illness: 48 and 36 are the limits of Hermans 2012, Muscle Nerve
 * 45:18-25. The strongest first.
 */
public enum MrcSumScoreBand {
    NOT_REACHED("48-to-60", 48),
    WEAK("36-to-47", 36),
    SEVERE("below-36", 0);

    private final String code;
    private final int least;

    MrcSumScoreBand(String code, int least) {
        this.code = code;
        this.least = least;
    }

    /** The code in CodeSystem {@code mrc-sum-score-band}. */
    public String code() {
        return code;
    }

    public static MrcSumScoreBand of(MrcSumScore score) {
        return Arrays.stream(values())
                .filter(band -> score.points() >= band.least)
                .findFirst()
                .orElseThrow();
    }
}
