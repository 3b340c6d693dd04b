package org.myotome.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.junit.jupiter.api.Test;
import org.myotome.guide.Guide;
import org.myotome.strength.MrcGrade;
import org.myotome.strength.Side;
import org.myotome.strength.SidedMovement;

/** What is told beside the exams fits the grades, and the statements of the sources that each course cites. */
class StoryTest {

    private static final int SEEDS = 200;
    private static final DemoCodes CODES = new DemoCodes(Guide.load(FhirContext.forR4Cached()));
    private static final String DUE_TO = "http://hl7.org/fhir/StructureDefinition/condition-dueTo";

    @Test
    void guillainBarreIsWorstWithinFourWeeksAndSpreads() {
        assertThat(patients(Illness.GUILLAIN_BARRE)).allSatisfy(patient -> {
            assertThat(dayOf(patient, patient.worstExam())).isLessThanOrEqualTo(28);
            assertThat(patient.story().course()).isEqualTo("spreading");
            assertThat(patient.story().flagsWhenAsked()).contains("spreading");
            assertThat(present(patient, "hard-to-breathe")).isEqualTo(isTreated(patient, "ventilation-support"));
        });
    }

    @Test
    void guillainBarreTakesTheBreathOfAboutOneInSix() {
        assertThat(share(Illness.GUILLAIN_BARRE, "hard-to-breathe")).isBetween(0.10, 0.25);
    }

    @Test
    void whoCannotWalkWithGuillainBarreCannotLiftTheLegs() {
        assertThat(patients(Illness.GUILLAIN_BARRE)).allSatisfy(patient -> {
            List<MrcGrade> hips = Stream.of(Side.LEFT, Side.RIGHT)
                    .flatMap(side -> grade(patient.exams().get(2), new SidedMovement("hip-flexion", side)).stream())
                    .toList();
            if (present(patient, "cannot-stand-or-walk")) {
                assertThat(hips).anyMatch(grade -> grade.compareTo(MrcGrade.THREE) < 0);
            } else {
                assertThat(hips).anyMatch(grade -> grade.compareTo(MrcGrade.THREE) >= 0);
            }
        });
    }

    @Test
    void myastheniaFluctuatesAndBeginsInTheEyes() {
        assertThat(patients(Illness.MYASTHENIA)).allSatisfy(patient -> {
            assertThat(patient.story().course()).isEqualTo("fluctuating");
            assertThat(patient.story().flagsWhenAsked()).containsAnyOf("drooping-lid", "double-vision");
            assertThat(patient.story().symptoms()).doesNotContain("wasting");
            assertThat(isTreated(patient, "cholinesterase-inhibitor")).isTrue();
            assertThat(patient.isResolved()).isFalse();
        });
        assertThat(share(Illness.MYASTHENIA, "drooping-lid")).isGreaterThan(0.5);
        assertThat(share(Illness.MYASTHENIA, "double-vision")).isGreaterThan(0.5);
    }

    @Test
    void strokeIsSuddenOneSidedAndSeenInFaceOrSpeech() {
        assertThat(patients(Illness.STROKE)).allSatisfy(patient -> {
            assertThat(patient.story().course()).isEqualTo("sudden");
            assertThat(patient.story().flagsWhenAsked())
                    .contains("sudden-weakness-one-sided")
                    .containsAnyOf("face-droop", "slurred-speech");
            assertThat(patient.story().finding())
                    .isEqualTo(weakSides(patient).contains(Side.LEFT) ? "278287000" : "278286009");
            if (present(patient, "lost-speech")) {
                assertThat(weakSides(patient)).containsExactly(Side.RIGHT);
            }
            Treatment thrombolysis = patient.story().treatments().get(0);
            assertThat(thrombolysis.code()).isEqualTo("thrombolysis");
            assertThat(thrombolysis.to()).hasValue(0);
        });
    }

    @Test
    void strokeWeakensTheArmMoreThanTheLegAndLeavesMostHandsImpaired() {
        assertThat(patients(Illness.STROKE))
                .allSatisfy(patient -> assertThat(loss(patient.exams().get(1), "(shoulder|elbow|wrist|finger)-.*"))
                        .isGreaterThanOrEqualTo(loss(patient.exams().get(1), "(hip|knee|ankle)-.*")));
        assertThat(patients(Illness.STROKE).stream()
                        .filter(patient -> loss(patient.lastExam(), "finger-.*") > 0)
                        .count())
                .isGreaterThan(SEEDS / 2);
    }

    @Test
    void supportiveCareIsPlannedWhereTheDeficitStays() {
        Stream.of(Illness.STROKE, Illness.AMYOTROPHIC_LATERAL_SCLEROSIS)
                .flatMap(illness -> patients(illness).stream())
                .filter(patient -> !patient.lastExam().weak().isEmpty())
                .forEach(patient -> assertThat(patient.story().plan().stream()
                                .map(CODES::care)
                                .filter(care -> care.getSystem().endsWith("weakness-treatment"))
                                .map(care -> CODES.treatmentType(care.getCode()).getCode()))
                        .contains("supportive-care"));
    }

    @Test
    void alsIsGradualLastsAndSparesBladderAndFeeling() {
        assertThat(patients(Illness.AMYOTROPHIC_LATERAL_SCLEROSIS)).allSatisfy(patient -> {
            assertThat(patient.story().course()).isEqualTo("gradual");
            assertThat(patient.story().flagsWhenAsked()).isEmpty();
            assertThat(patient.story().symptoms()).contains("twitching", "cramp", "wasting");
            assertThat(present(patient, "loss-of-bladder-or-bowel-control") || present(patient, "numbness"))
                    .isFalse();
            assertThat(patient.isResolved()).isFalse();
            assertThat(patient.worstExam()).isEqualTo(patient.lastExam());
        });
    }

    @Test
    void criticalIllnessSparesTheFaceAndDoesNotSpread() {
        assertThat(patients(Illness.CRITICAL_ILLNESS)).allSatisfy(patient -> {
            assertThat(patient.story().signs()).noneMatch(Sign::present).hasSize(4);
            assertThat(isTreated(patient, "physiotherapy") && isTreated(patient, "rehabilitation"))
                    .isTrue();
        });
    }

    @Test
    void statinMyopathyHurtsBeganWeeksBeforeAndIsGoneAfterTheDrug() {
        assertThat(patients(Illness.STATIN_MYOPATHY)).allSatisfy(patient -> {
            assertThat(patient.story().symptoms()).contains("pain-when-muscles-work");
            assertThat(patient.story().began()).isBetween(-60, -15);
            assertThat(isTreated(patient, "stopping-a-medicine")).isTrue();
            assertThat(patient.isResolved()).isTrue();
        });
    }

    @Test
    void gripFollowsTheGradesOfTheHand() {
        Stream.of(Illness.values())
                .flatMap(illness -> patients(illness).stream())
                .forEach(patient -> List.of(Side.LEFT, Side.RIGHT).forEach(side -> {
                    for (Exam one : patient.exams()) {
                        for (Exam other : patient.exams()) {
                            if (handGrade(one, side).isPresent()
                                    && handGrade(other, side).isPresent()
                                    && handGrade(one, side)
                                                    .get()
                                                    .compareTo(handGrade(other, side)
                                                            .get())
                                            < 0) {
                                assertThat(force(one, side)).isLessThanOrEqualTo(force(other, side));
                            }
                        }
                    }
                }));
    }

    @Test
    void aHandWithoutWeaknessHasTheSameForceAtEachExam() {
        assertThat(patients(Illness.STATIN_MYOPATHY))
                .allSatisfy(patient -> assertThat(patient.exams().stream().map(exam -> force(exam, Side.RIGHT)))
                        .hasSize(4)
                        .containsOnly(force(patient.lastExam(), Side.RIGHT)));
    }

    @Test
    void theDemoSetShowsEveryUnitOfForceAndCodesEachCauseInEverySystem() {
        List<SyntheticPatient> demo = new SyntheticPatients(DemoLoader.SEED, CODES)
                .first(DemoLoader.PATIENTS)
                .toList();
        assertThat(demo.stream()
                        .flatMap(patient -> patient.exams().get(0).grips().stream())
                        .map(Grip::unit))
                .contains("kg", "[lbf_av]", "N", "kgf");
        for (Illness illness : Illness.values()) {
            assertThat(demo.stream()
                            .filter(patient -> patient.illness() == illness)
                            .map(StoryTest::cause)
                            .map(Coding::getSystem))
                    .contains(
                            "http://snomed.info/sct",
                            "http://hl7.org/fhir/sid/icd-10-cm",
                            Guide.BASE + "/CodeSystem/cause-of-weakness");
        }
        assertThat(demo.stream().map(StoryTest::cause).map(Coding::getSystem))
                .contains("http://purl.obolibrary.org/obo/mondo.owl");
    }

    private static Coding cause(SyntheticPatient patient) {
        Condition weakness = (Condition) new DemoResources(CODES).story(patient).get(0);
        return ((CodeableConcept) weakness.getExtensionByUrl(DUE_TO).getValue()).getCodingFirstRep();
    }

    private static List<SyntheticPatient> patients(Illness illness) {
        return IntStream.range(0, SEEDS)
                .mapToObj(seed -> new SyntheticPatients(seed, CODES).patient(illness.ordinal() + 1))
                .toList();
    }

    private static double share(Illness illness, String flag) {
        return patients(illness).stream()
                        .filter(patient -> present(patient, flag))
                        .count()
                / (double) SEEDS;
    }

    private static boolean present(SyntheticPatient patient, String flag) {
        return patient.story().signs().stream()
                .anyMatch(sign -> sign.present() && sign.flag().equals(flag));
    }

    private static boolean isTreated(SyntheticPatient patient, String treatment) {
        return patient.story().treatments().stream()
                .anyMatch(done -> done.whyNot().isEmpty() && done.code().equals(treatment));
    }

    private static long dayOf(SyntheticPatient patient, Exam exam) {
        return ChronoUnit.DAYS.between(
                patient.onset(), LocalDate.parse(exam.header().day()));
    }

    private static Set<Side> weakSides(SyntheticPatient patient) {
        return patient.worstExam().weak().stream()
                .map(finding -> finding.movement().side())
                .collect(Collectors.toSet());
    }

    /** Steps below normal of the movements whose code matches. */
    private static int loss(Exam exam, String movements) {
        return exam.weak().stream()
                .filter(finding -> finding.movement().movement().matches(movements))
                .mapToInt(finding ->
                        MrcGrade.FIVE.ordinal() - finding.grade().orElseThrow().ordinal())
                .sum();
    }

    private static Optional<MrcGrade> grade(Exam exam, SidedMovement movement) {
        return exam.findings().stream()
                .filter(finding -> finding.movement().equals(movement))
                .findFirst()
                .flatMap(Finding::grade);
    }

    private static Optional<MrcGrade> handGrade(Exam exam, Side side) {
        return Stream.of("finger-extension", "finger-abduction", "wrist-extension")
                .map(hand -> new SidedMovement(hand, side))
                .filter(exam.movements()::contains)
                .findFirst()
                .flatMap(hand -> grade(exam, hand));
    }

    private static BigDecimal force(Exam exam, Side side) {
        return exam.grips().stream()
                .filter(grip -> grip.side() == side)
                .findFirst()
                .flatMap(Grip::force)
                .orElseThrow();
    }
}
