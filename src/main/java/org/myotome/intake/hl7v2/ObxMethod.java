package org.myotome.intake.hl7v2;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.Statement.Word;

/**
 * What OBX-17 (method) and OBX-6 (units) say of how a grade is meant.
 *
 * @param scale the word that names a scale
 * @param method the word that names none
 */
record ObxMethod(Optional<Word> scale, Optional<Word> method) {

    private static final int UNITS = 6;
    private static final int METHOD = 17;

    private static final Pattern SCALE = Pattern.compile(
            "\\b(?:m?mrc|isncsci|asia|mmt[0-9]*|rasch|kendall|oxford|nihss|lovett|daniels)\\b|scale",
            Pattern.CASE_INSENSITIVE);

    private static final Set<String> NO_UNIT = Set.of("1", "{score}", "{grade}", "{ordinal}", "score", "grade");

    static ObxMethod read(Segment obx, Problems problems) {
        List<Word> scales = new ArrayList<>();
        List<Word> methods = new ArrayList<>();
        for (int repetition = 1; repetition <= obx.repetitions(METHOD); repetition++) {
            word(obx, METHOD, repetition).ifPresent(word -> (namesScale(word) ? scales : methods).add(word));
        }
        word(obx, UNITS, 1).filter(unit -> !NO_UNIT.contains(unit.text())).ifPresent(unit -> {
            if (namesScale(unit)) {
                scales.add(unit);
            } else {
                refuseUnit(unit, problems);
            }
        });
        return new ObxMethod(
                only(scales, IntakeRule.SCALE_CONTRADICTS, "scales", problems),
                only(methods, IntakeRule.METHOD_UNREADABLE, "methods", problems));
    }

    /** The part that names a scale, or else the name before the code. */
    private static Optional<Word> word(Segment obx, int field, int repetition) {
        List<Word> parts = Stream.of(9, 2, 1, 5, 4)
                .filter(component -> obx.valued(field, repetition, component).isPresent())
                .map(component ->
                        new Word(obx.value(field, repetition, component), obx.place(field, repetition, component)))
                .toList();
        return parts.stream()
                .filter(ObxMethod::namesScale)
                .findFirst()
                .or(() -> parts.stream().findFirst());
    }

    private static boolean namesScale(Word word) {
        return SCALE.matcher(word.text()).find();
    }

    private static Optional<Word> only(List<Word> words, IntakeRule rule, String what, Problems problems) {
        long different = words.stream()
                .map(word -> word.text().toLowerCase(Locale.ROOT))
                .distinct()
                .count();
        if (different > 1) {
            problems.refuse(
                    rule,
                    words.get(1).place(),
                    "The result names several " + what + ".",
                    words.get(0).text() + " and " + words.get(1).text(),
                    "one",
                    "Send one of the " + what + ", and what else is to be said in an NTE.");
        }
        return words.stream().findFirst();
    }

    private static void refuseUnit(Word unit, Problems problems) {
        problems.refuse(
                IntakeRule.NOT_GRADED_SO,
                unit.place(),
                "A value with a unit is a measurement, not a grade.",
                unit.text(),
                "no unit, {score} or 1",
                "Send a grade without a unit, and a measured force as FHIR.");
    }
}
