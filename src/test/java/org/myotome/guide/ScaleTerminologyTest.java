package org.myotome.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
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
            assertThat(Terms.values(muscle, "movement"))
                    .containsExactlyInAnyOrderElementsOf(movements("isncsci-root", root));
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

    @Test
    void everyIsncsciValueIsATextOfTheAlgorithm() {
        assertThat(targets("isncsci-to-praxis"))
                .allSatisfy((code, texts) -> assertThat(texts)
                        .containsExactly(code.replace("-dstar", "**")
                                .replace("-star", "*")
                                .toUpperCase(Locale.ROOT)))
                .containsOnlyKeys(Terms.codes(VALUES));
    }

    /** Only whole grades were recoded, and where the sources are not clear nothing is. */
    @Test
    void mrcGradesAreRecodedAsPublishedOrNotAtAll() {
        assertThat(targets("mrc-to-rasch"))
                .isEqualTo(Map.of(
                        "0", List.of("r0"),
                        "1", List.of("r1"),
                        "2", List.of("r1"),
                        "3", List.of(),
                        "4-minus", List.of(),
                        "4", List.of("r2"),
                        "4-plus", List.of(),
                        "5", List.of("r3")));
    }

    @Test
    void everyMuscleIsMappedToTheMovementsItMakes() {
        assertThat(targets("muscle-to-movement"))
                .containsOnlyKeys(Terms.listed("muscle-with-side"))
                .allSatisfy((muscle, movements) -> {
                    int code = Integer.parseInt(muscle);
                    assertThat(movements)
                            .containsExactlyInAnyOrderElementsOf(movements("muscle", String.valueOf(code - code % 4)));
                });
    }

    /** Left is never right: the site of a muscle has its side, and its movement is one of that region. */
    @Test
    void movementAndSideOfAMuscleFitTogether() {
        Map<String, List<String>> sites = targets("muscle-to-site");
        Map<String, String> regions = Map.of(
                "80768000", "53120007 left",
                "6921000", "53120007 right",
                "32153003", "61685007 left",
                "62175007", "61685007 right",
                "45048000", "45048000 none");
        targets("muscle-to-movement")
                .forEach((muscle, movements) -> movements.forEach(movement -> {
                    String region = Terms.values(Terms.concept(MOVEMENTS, movement), "region")
                            .get(0);
                    String side = List.of("none", "left", "right").get(Integer.parseInt(muscle) % 4);
                    assertThat(sites.get(muscle))
                            .as("%s %s", muscle, movement)
                            .singleElement()
                            .extracting(regions::get)
                            .isEqualTo(region + " " + side);
                }));
    }

    @Test
    void rightGluteusOfTheNindsIsAtTheRightLegAndMayBeEitherMovement() {
        assertThat(targets("ninds-to-site"))
                .isEqualTo(Map.of("XkF_q8meH0f", List.of("62175007"), "Y2B7fRz0OB_", List.of()));
        assertThat(targets("ninds-to-movement"))
                .isEqualTo(Map.of("XkF_q8meH0f", List.of("hip-extension", "hip-abduction"), "Y2B7fRz0OB_", List.of()));
    }

    @Test
    void whateverIsNotMappedOrNotTheSameSaysWhy() {
        ArtefactFiles.artefacts("ConceptMap").stream()
                .flatMap(map -> map.findParents("equivalence").stream())
                .filter(target -> Set.of("unmatched", "inexact", "narrower", "disjoint")
                        .contains(target.path("equivalence").asText()))
                .forEach(target -> assertThat(target.path("comment").asText())
                        .as("%s", target)
                        .matches(".+[.]"));
    }

    private static Map<String, List<String>> targets(String map) {
        Map<String, List<String>> targets = new LinkedHashMap<>();
        Terms.read(ConceptMap.class, map)
                .getGroup()
                .forEach(group -> group.getElement()
                        .forEach(element -> targets.put(
                                element.getCode(),
                                element.getTarget().stream()
                                        .filter(TargetElementComponent::hasCode)
                                        .map(TargetElementComponent::getCode)
                                        .toList())));
        return targets;
    }

    private static List<String> movements(String property, String value) {
        return MOVEMENTS.getConcept().stream()
                .filter(movement -> Terms.values(movement, property).contains(value))
                .map(ConceptDefinitionComponent::getCode)
                .toList();
    }

    private static Stream<String> property(CodeSystem system, String property) {
        return system.getConcept().stream().flatMap(concept -> Terms.values(concept, property).stream());
    }
}
