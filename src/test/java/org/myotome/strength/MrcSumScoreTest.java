package org.myotome.strength;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MrcSumScoreTest {

    private static final List<String> MOVEMENTS = List.of(
            "shoulder-abduction",
            "elbow-flexion",
            "wrist-extension",
            "hip-flexion",
            "knee-extension",
            "ankle-dorsiflexion");

    private static Map<SidedMovement, MrcGrade> all(MrcGrade grade) {
        Map<SidedMovement, MrcGrade> grades = new HashMap<>();
        for (String movement : MOVEMENTS) {
            grades.put(new SidedMovement(movement, Side.LEFT), grade);
            grades.put(new SidedMovement(movement, Side.RIGHT), grade);
        }
        return grades;
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"FOUR_MINUS", "FOUR_PLUS"})
    void twelveEqualGradesMakeTwelveTimesTheirPoints(MrcGrade grade) {
        assertThat(MrcSumScore.of(all(grade), MOVEMENTS).points()).isEqualTo(12 * grade.points());
    }

    @Test
    void oneWeakMovementLowersTheScoreByAsMuch() {
        Map<SidedMovement, MrcGrade> grades = all(MrcGrade.FIVE);
        grades.put(new SidedMovement("hip-flexion", Side.LEFT), MrcGrade.TWO);
        assertThat(MrcSumScore.of(grades, MOVEMENTS).points()).isEqualTo(57);
    }

    @Test
    void missingGradeIsNamed() {
        Map<SidedMovement, MrcGrade> grades = all(MrcGrade.FIVE);
        grades.remove(new SidedMovement("knee-extension", Side.RIGHT));
        assertThat(MrcSumScore.obstacles(grades, MOVEMENTS)).containsExactly("no grade of right knee-extension");
    }

    @Test
    void halfGradeIsNamedAndNeverRounded() {
        Map<SidedMovement, MrcGrade> grades = all(MrcGrade.FIVE);
        grades.put(new SidedMovement("elbow-flexion", Side.LEFT), MrcGrade.FOUR_PLUS);
        assertThat(MrcSumScore.obstacles(grades, MOVEMENTS))
                .containsExactly("the half grade 4-plus of left elbow-flexion");
        assertThatThrownBy(() -> MrcSumScore.of(grades, MOVEMENTS)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void movementOutsideTheScoreIsNamed() {
        Map<SidedMovement, MrcGrade> grades = all(MrcGrade.FIVE);
        grades.put(new SidedMovement("neck-flexion", Side.NONE), MrcGrade.THREE);
        assertThat(MrcSumScore.obstacles(grades, MOVEMENTS))
                .containsExactly("a grade of neck-flexion, which is not part of the score");
    }

    @Test
    void scoreOutsideItsRangeCannotBeMade() {
        assertThatThrownBy(() -> new MrcSumScore(61)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MrcSumScore(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
