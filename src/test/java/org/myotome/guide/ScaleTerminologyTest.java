package org.myotome.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The grades of the other scales are complete, in order, and share no code that another scale could be misread by. */
class ScaleTerminologyTest {

    private static final CodeSystem RASCH = Terms.read(CodeSystem.class, "mrc-rasch-2012");
    private static final CodeSystem VALUES = Terms.read(CodeSystem.class, "isncsci-motor-value");
    private static final CodeSystem KEY_MUSCLES = Terms.read(CodeSystem.class, "isncsci-key-muscle");
    private static final CodeSystem MMT = Terms.read(CodeSystem.class, "mmt-grade");
    private static final CodeSystem MOVEMENTS = Terms.read(CodeSystem.class, "tested-movement");

    @ParameterizedTest
    @ValueSource(strings = {"mrc-rasch-2012", "isncsci-motor-value", "isncsci-key-muscle", "mmt-grade"})
    void everyGradeNamesItsSource(String system) {
        assertThat(Terms.read(CodeSystem.class, system).getConcept())
                .isNotEmpty()
                .allSatisfy(concept -> assertThat(Terms.values(concept, "source"))
                        .singleElement()
                        .asString()
                        .isNotBlank());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mrc-rasch-2012", "isncsci-motor-value", "isncsci-key-muscle", "mmt-grade"})
    void valueSetHoldsTheWholeCodeSystem(String id) {
        assertThat(Terms.include(id).getSystem()).isEqualTo(Guide.BASE + "/CodeSystem/" + id);
        assertThat(Terms.include(id).getFilter()).isEmpty();
        assertThat(Terms.listed(id)).isEmpty();
    }

    @Test
    void raschGradesAreFourAndInOrder() {
        assertThat(Terms.codes(RASCH)).containsExactly("r0", "r1", "r2", "r3");
        assertThat(property(RASCH, "ordinal")).containsExactly("0", "1", "2", "3");
    }

    /** A digit alone is no code of these scales: it cannot be taken for a grade of another one. */
    @Test
    void gradesOfOtherScalesAreNoMrcGrades() {
        Set<String> mrc = new HashSet<>(Terms.codes(Terms.read(CodeSystem.class, "mrc-muscle-grade")));
        assertThat(Terms.codes(RASCH)).doesNotContainAnyElementsOf(mrc);
        assertThat(Terms.codes(MMT)).doesNotContainAnyElementsOf(mrc);
    }

    /** praxis-isncsci/algorithm commit 6110d1f8, src/interfaces/Exam/Motor.ts: MotorMuscleValue. */
    @Test
    void isncsciHasTheNineteenValuesOfTheAlgorithm() {
        assertThat(Terms.codes(VALUES))
                .containsExactly(
                        ("0 1 2 3 4 5 0-star 1-star 2-star 3-star 4-star 0-dstar 1-dstar 2-dstar 3-dstar 4-dstar "
                                        + "nt nt-star nt-dstar")
                                .split(" "));
    }

    @Test
    void isncsciPointsAreTheDigitAndNotTestableHasNone() {
        assertThat(VALUES.getConcept())
                .allSatisfy(value -> assertThat(Terms.values(value, "points"))
                        .isEqualTo(
                                value.getCode().startsWith("nt")
                                        ? List.of()
                                        : List.of(value.getCode().substring(0, 1))));
    }

    @Test
    void isncsciHasNoHalfGrades() {
        assertThat(Terms.codes(VALUES)).noneMatch(code -> code.contains("plus") || code.contains("minus"));
    }

    @Test
    void tenKeyMusclesHaveTheirMovements() {
        assertThat(Terms.codes(KEY_MUSCLES))
                .containsExactly("c5", "c6", "c7", "c8", "t1", "l2", "l3", "l4", "l5", "s1");
        assertThat(KEY_MUSCLES.getConcept()).allSatisfy(muscle -> {
            String root = Terms.values(muscle, "root").get(0);
            assertThat(muscle.getCode()).isEqualToIgnoringCase(root);
            assertThat(Terms.values(muscle, "movement")).containsExactlyInAnyOrderElementsOf(movementsOf(root));
            assertThat(Terms.values(muscle, "movement"))
                    .allSatisfy(movement -> assertThat(Terms.values(Terms.concept(MOVEMENTS, movement), "region"))
                            .isEqualTo(Terms.values(muscle, "limb")));
        });
    }

    @Test
    void manualMuscleTestHasElevenGrades() {
        assertThat(Terms.codes(MMT))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(0, 10).mapToObj(n -> "mmt-" + n).toList());
        assertThat(property(MMT, "points"))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(0, 10).mapToObj(String::valueOf).toList());
    }

    private static List<String> movementsOf(String root) {
        return MOVEMENTS.getConcept().stream()
                .filter(movement -> Terms.values(movement, "isncsci-root").contains(root))
                .map(ConceptDefinitionComponent::getCode)
                .toList();
    }

    private static Stream<String> property(CodeSystem system, String property) {
        return system.getConcept().stream().flatMap(concept -> Terms.values(concept, property).stream());
    }
}
