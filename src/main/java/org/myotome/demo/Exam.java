package org.myotome.demo;

import java.util.List;
import org.myotome.strength.MrcSumScore;
import org.myotome.strength.SidedMovement;

/**
 * One examination of one patient.
 *
 * @param halfGrades whether it was graded on the expanded scale
 * @param findings first those of the sum score
 */
record Exam(ExamHeader header, boolean halfGrades, List<Finding> findings) {

    List<SidedMovement> movements() {
        return findings.stream().map(Finding::movement).toList();
    }

    Score score() {
        return Score.of(findings.subList(0, MrcSumScore.GRADES));
    }
}
