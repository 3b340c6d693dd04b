package org.myotome.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.myotome.guide.Guide;
import org.myotome.strength.MrcGrade;
import org.myotome.strength.MrcSumScore;
import org.myotome.strength.Side;
import org.myotome.strength.SidedMovement;

/** Every course has the shape that its description promises, in a patient of each of 200 seeds. */
class CourseTest {

    private static final int SEEDS = 200;
    private static final DemoCodes CODES = new DemoCodes(Guide.load(FhirContext.forR4Cached()));

    @Test
    void guillainBarreFallsUntilTheNadirThenRises() {
        assertThat(patients(Illness.GUILLAIN_BARRE)).allSatisfy(patient -> {
            courses(patient).forEach((movement, grades) -> {
                int nadir = grades.size() - 4;
                assertThat(grades.subList(0, nadir + 1)).isSortedAccordingTo(Comparator.reverseOrder());
                assertThat(grades.subList(nadir, grades.size())).isSorted();
            });
            assertThat(total(patient, 2)).isLessThan(total(patient, 0)).isLessThan(total(patient, last(patient)));
        });
    }

    @Test
    void guillainBarreBeginsInTheLegs() {
        assertThat(patients(Illness.GUILLAIN_BARRE))
                .allSatisfy(patient -> assertThat(worst(patient, 0, movement("ankle-dorsiflexion")))
                        .isLessThan(MrcGrade.FIVE)
                        .isLessThanOrEqualTo(worst(patient, 0, movement("shoulder-abduction"))));
    }

    @Test
    void symmetricCoursesDifferByOneGradeAtMost() {
        List.of(Illness.GUILLAIN_BARRE, Illness.MYASTHENIA, Illness.CRITICAL_ILLNESS, Illness.STATIN_MYOPATHY)
                .forEach(illness -> assertThat(patients(illness))
                        .allSatisfy(patient -> patient.exams()
                                .forEach(exam ->
                                        assertThat(sideDifferences(exam)).allMatch(difference -> difference <= 1))));
    }

    @Test
    void myastheniaFluctuatesAndSparesTheFeet() {
        assertThat(patients(Illness.MYASTHENIA)).allSatisfy(patient -> {
            assertThat(total(patient, 1)).isGreaterThan(total(patient, 0)).isGreaterThan(total(patient, 2));
            assertThat(worst(patient, 0, movement("neck-flexion"))).isLessThan(MrcGrade.FIVE);
            assertThat(courses(patient).get(new SidedMovement("ankle-dorsiflexion", Side.LEFT)))
                    .containsOnly(MrcGrade.FIVE);
        });
    }

    @Test
    void strokeLeavesOneSideNormalAndTheOtherImproves() {
        assertThat(patients(Illness.STROKE)).allSatisfy(patient -> {
            assertThat(courses(patient).entrySet().stream()
                            .filter(course -> course.getValue().stream().anyMatch(grade -> grade != MrcGrade.FIVE))
                            .map(course -> course.getKey().side())
                            .distinct())
                    .hasSize(1);
            assertThat(courses(patient).values())
                    .allSatisfy(grades -> assertThat(grades).isSorted());
        });
    }

    @Test
    void strokeWeakensTheFingersMostOfAll() {
        assertThat(patients(Illness.STROKE))
                .allSatisfy(patient -> assertThat(worst(patient, 1, movement("finger-extension")))
                        .isLessThan(MrcGrade.FIVE)
                        .isLessThanOrEqualTo(worst(patient, 1, movement("elbow-flexion")))
                        .isLessThanOrEqualTo(worst(patient, 1, movement("knee-extension"))));
    }

    @Test
    void alsNeverRises() {
        assertThat(patients(Illness.AMYOTROPHIC_LATERAL_SCLEROSIS)).allSatisfy(patient -> {
            assertThat(courses(patient).values())
                    .allSatisfy(grades -> assertThat(grades).isSortedAccordingTo(Comparator.reverseOrder()));
            assertThat(total(patient, last(patient))).isLessThan(total(patient, 0));
        });
    }

    @Test
    void alsBeginsOnOneSideAndReachesEveryLimb() {
        assertThat(patients(Illness.AMYOTROPHIC_LATERAL_SCLEROSIS)).allSatisfy(patient -> {
            assertThat(total(patient, 0, Side.LEFT)).isNotEqualTo(total(patient, 0, Side.RIGHT));
            for (Side side : List.of(Side.LEFT, Side.RIGHT)) {
                for (String movement : List.of("ankle-dorsiflexion", "finger-abduction")) {
                    assertThat(worst(patient, last(patient), new SidedMovement(movement, side)::equals))
                            .isLessThan(MrcGrade.FIVE);
                }
            }
        });
    }

    @Test
    void criticalIllnessScoresBelow48OnWakingUpThenRecovers() {
        assertThat(patients(Illness.CRITICAL_ILLNESS)).allSatisfy(patient -> {
            List<Integer> scores = patient.exams().stream()
                    .flatMap(exam -> exam.score().value().stream())
                    .map(MrcSumScore::points)
                    .toList();
            assertThat(scores).isSorted().last().matches(score -> score >= 48, "at least 48");
            // A leg in plaster keeps the first scores from being formed.
            if (scores.size() == 5) {
                assertThat(scores.get(0)).isLessThan(48);
            }
        });
    }

    @Test
    void statinMyopathyIsMildAndProximalAndGoes() {
        assertThat(patients(Illness.STATIN_MYOPATHY)).allSatisfy(patient -> {
            assertThat(courses(patient).values())
                    .allSatisfy(grades -> assertThat(grades).isSorted());
            assertThat(worst(patient, 0, movement("hip-flexion"))).isBetween(MrcGrade.TWO, MrcGrade.FOUR_PLUS);
            assertThat(worst(patient, 0, movement("wrist-extension"))).isEqualTo(MrcGrade.FIVE);
            assertThat(worst(patient, last(patient), any -> true)).isEqualTo(MrcGrade.FIVE);
        });
    }

    private static List<SyntheticPatient> patients(Illness illness) {
        return IntStream.range(0, SEEDS)
                .mapToObj(seed -> new SyntheticPatients(seed, CODES).patient(illness.ordinal() + 1))
                .toList();
    }

    private static int last(SyntheticPatient patient) {
        return patient.exams().size() - 1;
    }

    /** The grades of each movement, oldest first, without the exams at which it was not testable. */
    private static Map<SidedMovement, List<MrcGrade>> courses(SyntheticPatient patient) {
        return patient.exams().stream()
                .flatMap(exam -> exam.findings().stream())
                .filter(finding -> finding.grade().isPresent())
                .collect(Collectors.groupingBy(
                        Finding::movement,
                        LinkedHashMap::new,
                        Collectors.mapping(finding -> finding.grade().orElseThrow(), Collectors.toList())));
    }

    private static Predicate<SidedMovement> movement(String code) {
        return movement -> movement.movement().equals(code);
    }

    private static MrcGrade worst(SyntheticPatient patient, int exam, Predicate<SidedMovement> of) {
        return patient.exams().get(exam).findings().stream()
                .filter(finding -> of.test(finding.movement()))
                .flatMap(finding -> finding.grade().stream())
                .min(Comparator.naturalOrder())
                .orElse(MrcGrade.FIVE);
    }

    /** A measure for comparing exams of one patient: steps on the ladder of grades, of all that was testable each time. */
    private static int total(SyntheticPatient patient, int exam, Side... sides) {
        return courses(patient).entrySet().stream()
                .filter(course -> course.getValue().size() == patient.exams().size())
                .filter(course -> sides.length == 0
                        || List.of(sides).contains(course.getKey().side()))
                .mapToInt(course -> course.getValue().get(exam).ordinal())
                .sum();
    }

    private static Stream<Integer> sideDifferences(Exam exam) {
        Map<String, List<Integer>> wholeGrades = exam.findings().stream()
                .filter(finding -> finding.grade().isPresent())
                .collect(Collectors.groupingBy(
                        finding -> finding.movement().movement(),
                        Collectors.mapping(
                                finding -> finding.grade().orElseThrow().code().charAt(0) - '0', Collectors.toList())));
        return wholeGrades.values().stream().map(pair -> Math.abs(pair.get(0) - pair.get(pair.size() - 1)));
    }
}
