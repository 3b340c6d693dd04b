package org.myotome.strength;

/**
 * The sum of the grades of six movements on both sides, 0 to 60 (Kleyweg 1991; doi 10.1186/s40364-019-0154-2, table 1).
 *
 * @param points 0 to 60
 */
public record MrcSumScore(int points) {

    /** The number of grades that make a score. */
    public static final int GRADES = 12;

    public MrcSumScore {
        if (points < 0 || points > 5 * GRADES) {
            throw new IllegalArgumentException("A sum score lies between 0 and 60, not " + points);
        }
    }
}
