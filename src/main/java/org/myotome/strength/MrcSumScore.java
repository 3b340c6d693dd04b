package org.myotome.strength;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The sum of the grades of six movements on both sides, 0 to 60 (Kleyweg 1991; doi 10.1186/s40364-019-0154-2, table 1).
 * All twelve whole grades of one examination, or no score: a score prorated for a missing limb is another measure.
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

    /**
     * What keeps these grades from being summed, in words, one entry for each reason; empty if they make a score.
     *
     * @param movements the six movements of the score
     */
    public static List<String> obstacles(Map<SidedMovement, MrcGrade> grades, List<String> movements) {
        List<String> obstacles = new ArrayList<>();
        for (SidedMovement expected : expected(movements)) {
            MrcGrade grade = grades.get(expected);
            if (grade == null) {
                obstacles.add("no grade of " + expected);
            } else if (!grade.isWhole()) {
                obstacles.add("the half grade " + grade.code() + " of " + expected);
            }
        }
        grades.keySet().stream()
                .filter(given -> !expected(movements).contains(given))
                .map(given -> "a grade of " + given + ", which is not part of the score")
                .forEach(obstacles::add);
        return obstacles;
    }

    /**
     * @param movements the six movements of the score
     * @throws IllegalArgumentException if there are {@link #obstacles}
     */
    public static MrcSumScore of(Map<SidedMovement, MrcGrade> grades, List<String> movements) {
        List<String> obstacles = obstacles(grades, movements);
        if (!obstacles.isEmpty()) {
            throw new IllegalArgumentException("Not a sum score: " + String.join(", ", obstacles));
        }
        return new MrcSumScore(
                grades.values().stream().mapToInt(MrcGrade::points).sum());
    }

    private static List<SidedMovement> expected(List<String> movements) {
        return new TreeSet<>(movements)
                .stream()
                        .flatMap(movement ->
                                List.of(new SidedMovement(movement, Side.LEFT), new SidedMovement(movement, Side.RIGHT))
                                        .stream())
                        .toList();
    }
}
