package org.myotome.demo;

import java.util.List;
import org.myotome.strength.MrcGrade;
import org.myotome.strength.MrcSumScore;
import org.myotome.strength.SidedMovement;

/**
 * One examination of one patient.
 *
 * @param halfGrades whether it was graded on the expanded scale
 * @param findings first those of the sum score
 * @param grips of the left and of the right hand
 */
record Exam(ExamHeader header, boolean halfGrades, List<Finding> findings, List<Grip> grips) {

    /** How far the grades are from normal, in steps of the expanded scale. */
    int loss() {
        return findings.stream()
                .flatMap(finding -> finding.grade().stream())
                .mapToInt(grade -> MrcGrade.FIVE.ordinal() - grade.ordinal())
                .sum();
    }

    /** The movements that have a grade below 5. */
    List<Finding> weak() {
        return findings.stream()
                .filter(finding -> finding.grade().stream().anyMatch(grade -> grade != MrcGrade.FIVE))
                .toList();
    }

    List<SidedMovement> movements() {
        return findings.stream().map(Finding::movement).toList();
    }

    Score score() {
        return Score.of(findings.subList(0, MrcSumScore.GRADES));
    }
}
