package org.myotome.guide;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.myotome.strength.Grade;
import org.myotome.strength.MrcGrade;
import org.myotome.strength.ScoreRecipe;
import org.myotome.strength.Side;
import org.myotome.strength.SidedMovement;

/** What the terminology says that scores are made of, against the sources that define them. */
class ScoreRecipesTest {

    private static final Guide GUIDE = Guide.load(FhirContext.forR4Cached());
    private static final ScoreRecipes RECIPES = new ScoreRecipes(GUIDE, new ValueSetCodes(GUIDE));

    private static ScoreRecipe recipe(String score) {
        return RECIPES.of(score).orElseThrow();
    }

    private static Set<String> items(String score) {
        return recipe(score).choices().stream()
                .flatMap(choice -> choice.stream().map(SidedMovement::movement))
                .collect(Collectors.toSet());
    }

    /** Kleyweg 1991; ISNCSCI worksheet of 12-4-2023; IMACS Form 04. */
    @ParameterizedTest
    @CsvSource({
        "mrc-sum-score, 12, 60",
        "uems, 10, 50",
        "lems, 10, 50",
        "isncsci-motor-total, 20, 100",
        "mmt8-score, 8, 80"
    })
    void scoreHasItsNumberOfGradesAndItsRange(String score, int grades, int best) {
        ScoreRecipe recipe = recipe(score);
        assertThat(recipe.size()).isEqualTo(grades);
        assertThat(grades * Collections.max(recipe.points().values())).isEqualTo(best);
        assertThat(Collections.min(recipe.points().values())).isZero();
    }

    @Test
    void everyMeasureButTheExamIsAScoreThatTheGateCanCheck() {
        Stream<String> measures = GUIDE.find(CodeSystem.class, ScoreRecipes.MEASURE).orElseThrow().getConcept().stream()
                .map(ConceptDefinitionComponent::getCode);
        assertThat(measures.filter(measure -> RECIPES.of(measure).isEmpty())).containsExactly("strength-exam");
    }

    @Test
    void upperAndLowerScoreShareNothingAndMakeTheTotal() {
        assertThat(items("uems")).containsExactlyInAnyOrder("c5", "c6", "c7", "c8", "t1");
        assertThat(items("lems")).containsExactlyInAnyOrder("l2", "l3", "l4", "l5", "s1");
        assertThat(items("isncsci-motor-total")).hasSize(10).containsAll(items("uems"));
    }

    @Test
    void eightMovementsMakeTheMmt8() {
        assertThat(items("mmt8-score"))
                .containsExactlyInAnyOrder(
                        "neck-flexion",
                        "shoulder-abduction",
                        "elbow-flexion",
                        "hip-extension",
                        "hip-abduction",
                        "knee-extension",
                        "wrist-extension",
                        "ankle-dorsiflexion");
        assertThat(recipe("mmt8-score").choices())
                .allSatisfy(choice -> assertThat(choice).contains(new SidedMovement("neck-flexion", Side.NONE)));
    }

    @Test
    void wholeMrcGradesAddTheirPointsAndHalfGradesNone() {
        Map<Grade, Integer> points = recipe("mrc-sum-score").points();
        for (MrcGrade grade : MrcGrade.values()) {
            Grade coded = new Grade("mrc-muscle-grade", grade.code());
            assertThat(points.containsKey(coded)).isEqualTo(grade.isWhole());
            assertThat(points.get(coded)).isEqualTo(grade.isWhole() ? grade.points() : null);
        }
    }

    static Stream<String> motorValues() {
        return GUIDE
                .find(CodeSystem.class, Guide.BASE + "/CodeSystem/isncsci-motor-value")
                .orElseThrow()
                .getConcept()
                .stream()
                .map(ConceptDefinitionComponent::getCode);
    }

    /** calculateMotorTotal of praxis-isncsci/algorithm, commit 6110d1f8: NT in any form, or the digit without stars. */
    @ParameterizedTest
    @MethodSource("motorValues")
    void starredMotorValueCountsWithItsDigitAndNtNotAtAll(String value) {
        Integer expected = value.startsWith("nt") ? null : Integer.valueOf(value.substring(0, 1));
        assertThat(recipe("uems").points().get(new Grade("isncsci-motor-value", value)))
                .isEqualTo(expected);
        assertThat(recipe("uems").obstacles(withLeftC5(value)).isEmpty()).isEqualTo(expected != null);
    }

    private static Map<SidedMovement, Grade> withLeftC5(String value) {
        Map<SidedMovement, Grade> grades = new HashMap<>();
        recipe("uems").choices().get(0).forEach(item -> grades.put(item, new Grade("isncsci-motor-value", "3")));
        grades.put(new SidedMovement("c5", Side.LEFT), new Grade("isncsci-motor-value", value));
        return grades;
    }

    @Test
    void manualMuscleTestsAddZeroToTen() {
        assertThat(recipe("mmt8-score").points())
                .hasSize(11)
                .allSatisfy((grade, points) -> assertThat(grade.code()).isEqualTo("mmt-" + points));
    }
}
