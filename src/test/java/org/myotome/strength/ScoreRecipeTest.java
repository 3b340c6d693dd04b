package org.myotome.strength;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The small domains in full: every grade, every missing item, every mixture of sides. */
class ScoreRecipeTest {

    private static final String MRC = "mrc-muscle-grade";
    private static final Map<Grade, Integer> POINTS = IntStream.rangeClosed(0, 5)
            .boxed()
            .collect(Collectors.toMap(points -> new Grade(MRC, points.toString()), points -> points));
    private static final List<String> LIMBS = List.of(
            "shoulder-abduction",
            "elbow-flexion",
            "wrist-extension",
            "hip-extension",
            "hip-abduction",
            "knee-extension",
            "ankle-dorsiflexion");
    private static final List<String> WITH_NECK =
            Stream.concat(LIMBS.stream(), Stream.of("neck-flexion")).toList();

    private static final ScoreRecipe BOTH = ScoreRecipe.ofBothSides(LIMBS, Set.of(), POINTS);
    private static final ScoreRecipe ONE = ScoreRecipe.ofOneSide(WITH_NECK, Set.of("neck-flexion"), POINTS);

    static Stream<Grade> grades() {
        return POINTS.keySet().stream();
    }

    static Stream<SidedMovement> items() {
        return BOTH.choices().get(0).stream();
    }

    private static Map<SidedMovement, Grade> all(List<SidedMovement> items, Grade grade) {
        Map<SidedMovement, Grade> grades = new LinkedHashMap<>();
        items.forEach(item -> grades.put(item, grade));
        return grades;
    }

    private static Map<SidedMovement, Grade> bothSides(String code) {
        return all(BOTH.choices().get(0), new Grade(MRC, code));
    }

    @Test
    void itemsCountOnBothSidesOrOnOneAndTheNeckOnce() {
        assertThat(BOTH.size()).isEqualTo(14);
        assertThat(ONE.size()).isEqualTo(8);
        assertThat(ONE.choices())
                .hasSize(2)
                .allMatch(choice -> choice.contains(new SidedMovement("neck-flexion", Side.NONE)));
    }

    @ParameterizedTest
    @MethodSource("grades")
    void equalGradesMakeAsManyTimesTheirPoints(Grade grade) {
        assertThat(BOTH.sum(all(BOTH.choices().get(0), grade))).isEqualTo(14 * POINTS.get(grade));
        ONE.choices().forEach(choice -> assertThat(ONE.sum(all(choice, grade))).isEqualTo(8 * POINTS.get(grade)));
    }

    @ParameterizedTest
    @MethodSource("items")
    void oneWeakItemLowersTheScoreByAsMuch(SidedMovement item) {
        Map<SidedMovement, Grade> grades = bothSides("5");
        grades.put(item, new Grade(MRC, "2"));
        assertThat(BOTH.sum(grades)).isEqualTo(67);
    }

    @ParameterizedTest
    @MethodSource("items")
    void missingGradeIsNamed(SidedMovement item) {
        Map<SidedMovement, Grade> grades = bothSides("5");
        grades.remove(item);
        assertThat(BOTH.obstacles(grades)).containsExactly("no grade of " + item);
        assertThatThrownBy(() -> BOTH.sum(grades)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("items")
    void halfGradeIsNamedAndNeverRounded(SidedMovement item) {
        Map<SidedMovement, Grade> grades = bothSides("5");
        grades.put(item, new Grade(MRC, "4-plus"));
        assertThat(BOTH.obstacles(grades))
                .containsExactly("mrc-muscle-grade 4-plus of " + item + ", which adds no points");
        assertThatThrownBy(() -> BOTH.sum(grades)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("items")
    void gradeOfAnotherScaleIsNamedThoughItHasTheSameDigit(SidedMovement item) {
        Map<SidedMovement, Grade> grades = bothSides("5");
        grades.put(item, new Grade("isncsci-motor-value", "5"));
        assertThat(BOTH.obstacles(grades))
                .containsExactly("isncsci-motor-value 5 of " + item + ", which adds no points");
    }

    @Test
    void itemOutsideTheScoreIsNamed() {
        Map<SidedMovement, Grade> grades = bothSides("5");
        grades.put(new SidedMovement("neck-flexion", Side.NONE), new Grade(MRC, "3"));
        assertThat(BOTH.obstacles(grades)).containsExactly("a grade of neck-flexion, which is not part of the score");
    }

    /** Of the 128 ways to take seven movements from either side, two are of one side. */
    @Test
    void aScoreOfOneSideTakesAllItsGradesFromThatSide() {
        Map<Boolean, Long> accepted = IntStream.range(0, 1 << LIMBS.size())
                .mapToObj(ScoreRecipeTest::mixed)
                .collect(Collectors.partitioningBy(
                        grades -> ONE.obstacles(grades).isEmpty(), Collectors.counting()));
        assertThat(accepted).containsEntry(true, 2L).containsEntry(false, 126L);
    }

    private static Map<SidedMovement, Grade> mixed(int sides) {
        Map<SidedMovement, Grade> grades = new HashMap<>();
        for (int i = 0; i < LIMBS.size(); i++) {
            Side side = (sides >> i & 1) == 0 ? Side.LEFT : Side.RIGHT;
            grades.put(new SidedMovement(LIMBS.get(i), side), new Grade(MRC, "4"));
        }
        grades.put(new SidedMovement("neck-flexion", Side.NONE), new Grade(MRC, "4"));
        return grades;
    }

    @Test
    void theSideThatMostGradesHaveIsTheOneThatWasMeant() {
        Map<SidedMovement, Grade> grades = mixed(0b0111111);
        assertThat(ONE.obstacles(grades))
                .containsExactly(
                        "no grade of right ankle-dorsiflexion",
                        "a grade of left ankle-dorsiflexion, which is not part of the score");
    }

    @Test
    void recipeSaysWhatMustBeGiven() {
        assertThat(BOTH.inWords()).startsWith("one grade of mrc-muscle-grade with points for each side of shoulder");
        assertThat(ONE.inWords()).contains("all on one side").endsWith("neck-flexion");
    }

    @Test
    void recipeWithoutAFixedNumberOfItemsCannotBeMade() {
        assertThatThrownBy(() -> new ScoreRecipe(List.of(), POINTS)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ScoreRecipe(List.of(ONE.choices().get(0), List.of()), POINTS))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
