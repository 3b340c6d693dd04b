package org.myotome.demo;

import java.util.List;
import java.util.Optional;
import org.myotome.strength.MrcSumScore;

/**
 * The sum score of an exam, or why it has none.
 *
 * @param testable whether all twelve movements have a grade; without a value some grade is a half one if they do
 */
record Score(Optional<MrcSumScore> value, boolean testable) {

    /**
     * @param findings of the movements of the score
     */
    static Score of(List<Finding> findings) {
        if (findings.stream().anyMatch(finding -> finding.grade().isEmpty())) {
            return new Score(Optional.empty(), false);
        }
        var grades =
                findings.stream().map(finding -> finding.grade().orElseThrow()).toList();
        if (!grades.stream().allMatch(grade -> grade.isWhole())) {
            return new Score(Optional.empty(), true);
        }
        int points = grades.stream().mapToInt(grade -> grade.points()).sum();
        return new Score(Optional.of(new MrcSumScore(points)), true);
    }

    /** The code in CodeSystem {@code mrc-sum-score-band}. */
    static String band(MrcSumScore score) {
        if (score.points() >= 48) {
            return "48-to-60";
        }
        return score.points() >= 36 ? "36-to-47" : "below-36";
    }
}
