package org.myotome.intake.hl7v2;

import java.util.Optional;
import java.util.Set;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.LocalCode;

/**
 * One repetition of OBX-5 as one text, before any rule for its data type makes a ratio or a range of a grade.
 *
 * @param text empty if nothing was sent
 * @param number whether it came as a number
 */
record ObxValue(String text, Optional<LocalCode> code, boolean number) {

    static final int TYPE = 2;
    static final int FIELD = 5;

    private static final Set<String> TEXTS = Set.of("ST", "TX", "FT", "ID");
    private static final Set<String> CODES = Set.of("CE", "CWE", "CNE", "CF");
    private static final int SN_COMPONENTS = 4;

    /** Nothing if a grade can never be sent so, which is then said. */
    static Optional<ObxValue> read(Segment obx, int repetition, Problems problems) {
        String type = obx.value(TYPE);
        String text = obx.text(FIELD, repetition);
        if (text.isEmpty()) {
            return Optional.of(new ObxValue("", Optional.empty(), false));
        }
        if (TEXTS.contains(type)) {
            return Optional.of(new ObxValue(text, Optional.empty(), false));
        }
        if (CODES.contains(type)) {
            return Optional.of(coded(obx, repetition));
        }
        return switch (type) {
            case "NM" -> Optional.of(new ObxValue(text, Optional.empty(), true));
            case "IS" -> Optional.of(new ObxValue(text, Optional.of(new LocalCode("", text, "")), false));
            case "SN" -> structured(obx, repetition, problems);
            default -> unread(obx, type, problems);
        };
    }

    private static ObxValue coded(Segment obx, int repetition) {
        return new ObxValue(
                Hl7Codes.wordsOrCode(obx, FIELD, repetition).orElse(""), Hl7Codes.local(obx, FIELD, repetition), false);
    }

    /** Comparator, number, separator or suffix, number: {@code ^4^/^5} is 4/5, {@code ^4^-} is 4-. */
    private static Optional<ObxValue> structured(Segment obx, int repetition, Problems problems) {
        String comparator = obx.value(FIELD, repetition, 1);
        var text = new StringBuilder();
        for (int component = 2; component <= SN_COMPONENTS; component++) {
            text.append(obx.value(FIELD, repetition, component));
        }
        boolean more = obx.valued(FIELD, repetition, SN_COMPONENTS + 1).isPresent();
        if (more || !(comparator.isEmpty() || comparator.equals("="))) {
            problems.refuse(
                    IntakeRule.GRADE_UNREADABLE,
                    obx.place(FIELD, repetition, more ? SN_COMPONENTS + 1 : 1),
                    more ? "A structured number has four components." : "A comparison is not a grade.",
                    obx.raw(FIELD, repetition),
                    "^4, ^4^/^5, ^4^- or ^4^+",
                    "Send the grade itself.");
            return Optional.empty();
        }
        return Optional.of(new ObxValue(text.toString(), Optional.empty(), true));
    }

    private static Optional<ObxValue> unread(Segment obx, String type, Problems problems) {
        problems.refuse(
                type.isEmpty() ? IntakeRule.REQUIRED_MISSING : IntakeRule.WRONG_FORM,
                obx.place(TYPE),
                type.isEmpty()
                        ? "The data type of the value is missing."
                        : "A grade cannot be read from this data type.",
                type,
                "SN, NM, ST, TX, FT, ID, IS, CE, CWE, CNE or CF",
                "Send the grade as ST, SN or CWE.");
        return Optional.empty();
    }
}
