package org.myotome.demo;

import java.util.List;
import java.util.function.Function;

/** The courses that are drawn, with what patients of each have in common. Ages are those at the last exam. */
enum Illness {
    GUILLAIN_BARRE(
            GuillainBarre::draw,
            Cause.of("guillain-barre-syndrome"),
            18,
            80,
            0.2,
            List.of("finger-abduction", "ankle-plantarflexion", "neck-flexion")),
    MYASTHENIA(
            Myasthenia::draw,
            Cause.of("myasthenia-gravis"),
            20,
            80,
            0.5,
            List.of("elbow-extension", "neck-flexion", "neck-extension")),
    STROKE(
            Stroke::draw,
            Cause.of("cerebral-infarction"),
            45,
            90,
            0.15,
            List.of("elbow-extension", "finger-extension", "knee-flexion", "ankle-plantarflexion")),
    AMYOTROPHIC_LATERAL_SCLEROSIS(
            AmyotrophicLateralSclerosis::draw,
            Cause.of("amyotrophic-lateral-sclerosis"),
            45,
            75,
            0.2,
            List.of("finger-abduction", "thumb-abduction-palmar", "neck-flexion")),
    // The screen in intensive care uses whole grades.
    CRITICAL_ILLNESS(
            CriticalIllness::draw, Cause.withoutMondo("icu-acquired-weakness"), 30, 80, 0, List.of("neck-flexion")),
    STATIN_MYOPATHY(
            StatinMyopathy::draw,
            Cause.of("statin-myopathy"),
            45,
            80,
            0.5,
            List.of("hip-extension", "hip-abduction", "neck-flexion"));

    private final Function<Dice, Course> draw;
    private final Cause cause;
    private final int youngest;
    private final int oldest;
    private final double halfGraders;
    private final List<String> extraMovements;

    Illness(
            Function<Dice, Course> draw,
            Cause cause,
            int youngest,
            int oldest,
            double halfGraders,
            List<String> extraMovements) {
        this.draw = draw;
        this.cause = cause;
        this.youngest = youngest;
        this.oldest = oldest;
        this.halfGraders = halfGraders;
        this.extraMovements = extraMovements;
    }

    /** The illnesses take turns, so that any number of patients holds about as many of each. */
    static Illness ofPatient(int number) {
        return values()[(number - 1) % values().length];
    }

    Cause cause() {
        return cause;
    }

    /** Whether the illness goes on, even where the last exam is normal. */
    boolean lasts() {
        return this == MYASTHENIA || this == AMYOTROPHIC_LATERAL_SCLEROSIS;
    }

    Course course(Dice dice) {
        return draw.apply(dice);
    }

    int age(Dice dice) {
        return dice.whole(youngest, oldest);
    }

    /** Whether the examiner of a patient gives half grades. */
    boolean halfGrades(Dice dice) {
        return dice.chance(halfGraders);
    }

    /** Movements that are tested beside those of the sum score. */
    List<String> extraMovements() {
        return extraMovements;
    }
}
