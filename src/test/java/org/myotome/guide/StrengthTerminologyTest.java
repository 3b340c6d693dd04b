package org.myotome.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.SourceElementComponent;
import org.hl7.fhir.r4.model.ValueSet.ConceptReferenceComponent;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.strength.MrcGrade;

/** What the terminology says of grades, muscles and movements agrees with itself and with {@link MrcGrade}. */
class StrengthTerminologyTest {

    private static final CodeSystem MOVEMENTS = Terms.read(CodeSystem.class, "tested-movement");
    private static final Map<String, String> SITE_OF_MUSCLE =
            Terms.read(ConceptMap.class, "muscle-to-site").getGroupFirstRep().getElement().stream()
                    .collect(Collectors.toMap(
                            SourceElementComponent::getCode,
                            element -> element.getTargetFirstRep().getCode()));

    @ParameterizedTest
    @EnumSource
    void gradeOfTheVocabularyIsTheGradeOfTheCodeSystem(MrcGrade grade) {
        ConceptDefinitionComponent concept =
                Terms.concept(Terms.read(CodeSystem.class, "mrc-muscle-grade"), grade.code());
        assertThat(Terms.values(concept, "ordinal"))
                .containsExactly(grade.order().toPlainString());
    }

    @Test
    void gradesHaveTheirOrder() {
        assertThat(Terms.codes(Terms.read(CodeSystem.class, "mrc-muscle-grade")))
                .containsExactlyElementsOf(
                        Stream.of(MrcGrade.values()).map(MrcGrade::code).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void gradesBelowAreThoseOfALowerOrder(int limit) {
        assertThat(Terms.listed("mrc-below-" + limit))
                .containsExactlyElementsOf(Stream.of(MrcGrade.values())
                        .filter(grade -> grade.order().doubleValue() < limit)
                        .map(MrcGrade::code)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void gradesOfAtLeastAreTheOthers(int limit) {
        assertThat(Stream.concat(
                        Terms.listed("mrc-below-" + limit).stream(), Terms.listed("mrc-at-least-" + limit).stream()))
                .containsExactlyElementsOf(Terms.codes(Terms.read(CodeSystem.class, "mrc-muscle-grade")));
    }

    @Test
    void everyMuscleIsMappedOnce() {
        assertThat(SITE_OF_MUSCLE.keySet()).containsExactlyInAnyOrderElementsOf(Terms.listed("muscle-with-side"));
        assertThat(Terms.listed("lateralised-site")).containsAll(SITE_OF_MUSCLE.values());
    }

    /** ISO/IEEE 11073-10101: base without side, base + 1 left, base + 2 right, and every base a multiple of four. */
    @Test
    void muscleIsMappedToASiteOfItsSide() {
        assertThat(SITE_OF_MUSCLE)
                .allSatisfy((muscle, site) -> assertThat(Integer.parseInt(muscle) % 4)
                        .isEqualTo(
                                Terms.listed("left-site").contains(site)
                                        ? 1
                                        : Terms.listed("right-site").contains(site) ? 2 : 0));
    }

    /** What is called left has a left code: the names are the publisher's, the rule of the numbers is ours to trust. */
    @Test
    void muscleIsNamedByItsSide() {
        List<ConceptReferenceComponent> muscles =
                Terms.include("muscle-with-side").getConcept();
        assertThat(muscles).isNotEmpty().allSatisfy(muscle -> {
            int side = Integer.parseInt(muscle.getCode()) % 4;
            assertThat(muscle.getDisplay().endsWith(", left")).isEqualTo(side == 1);
            assertThat(muscle.getDisplay().endsWith(", right")).isEqualTo(side == 2);
        });
    }

    @Test
    void muscleOfAMovementLiesAtItsRegion() {
        Map<String, Set<String>> sites = Map.of(
                "53120007", Set.copyOf(Terms.listed("upper-limb-site")),
                "61685007", Set.copyOf(Terms.listed("lower-limb-site")),
                "45048000", Set.of("45048000"));
        assertThat(MOVEMENTS.getConcept()).isNotEmpty().allSatisfy(movement -> {
            Set<String> allowed = sites.get(Terms.values(movement, "region").get(0));
            assertThat(Terms.values(movement, "muscle"))
                    .isNotEmpty()
                    .allSatisfy(
                            muscle -> assertThat(sitesOf(muscle)).isNotEmpty().allMatch(allowed::contains));
        });
    }

    @Test
    void movementHasOneRegionAndOneAnswerOnTheSumScore() {
        assertThat(MOVEMENTS.getConcept()).hasSize(34).allSatisfy(movement -> {
            assertThat(Terms.values(movement, "region")).hasSize(1);
            assertThat(Terms.values(movement, "in-mrc-sum-score")).hasSize(1);
        });
    }

    /** Kleyweg 1991: doi 10.1186/s40364-019-0154-2, table 1. */
    @Test
    void sixMovementsMakeTheSumScore() {
        assertThat(withProperty("in-mrc-sum-score", "true"))
                .containsExactlyInAnyOrder(
                        "shoulder-abduction",
                        "elbow-flexion",
                        "wrist-extension",
                        "hip-flexion",
                        "knee-extension",
                        "ankle-dorsiflexion");
    }

    @Test
    void everyRootOfTheIsncsciWorksheetHasItsKeyMovement() {
        assertThat(MOVEMENTS.getConcept().stream().flatMap(movement -> Terms.values(movement, "isncsci-root").stream()))
                .containsOnly("C5", "C6", "C7", "C8", "T1", "L2", "L3", "L4", "L5", "S1");
        assertThat(MOVEMENTS.getConcept())
                .allSatisfy(movement -> assertThat(Terms.values(movement, "root"))
                        .containsAll(Terms.values(movement, "isncsci-root"))
                        .doesNotHaveDuplicates()
                        .allMatch(root -> root.matches("C[1-8]|T1|L[1-5]|S[1-5]")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "upper-limb-movement",
                "lower-limb-movement",
                "neck-movement",
                "mrc-sum-score-movement",
                "strength-technique",
                "strength-scale"
            })
    void filterSelectsSomething(String id) {
        ConceptSetComponent set = Terms.include(id);
        CodeSystem system = Terms.read(CodeSystem.class, set.getSystem().replaceAll(".*/", ""));
        assertThat(set.getFilter())
                .isNotEmpty()
                .allSatisfy(filter -> assertThat(system.getConcept())
                        .anyMatch(concept ->
                                // A Coding stands in a filter as system#code.
                                Terms.values(concept, filter.getProperty())
                                        .contains(filter.getValue().replaceFirst("^.*#", ""))));
    }

    private static List<String> sitesOf(String base) {
        int code = Integer.parseInt(base);
        return Stream.of(code, code + 1, code + 2)
                .map(String::valueOf)
                .filter(SITE_OF_MUSCLE::containsKey)
                .map(SITE_OF_MUSCLE::get)
                .toList();
    }

    private static List<String> withProperty(String property, String value) {
        return MOVEMENTS.getConcept().stream()
                .filter(movement -> Terms.values(movement, property).contains(value))
                .map(ConceptDefinitionComponent::getCode)
                .toList();
    }
}
