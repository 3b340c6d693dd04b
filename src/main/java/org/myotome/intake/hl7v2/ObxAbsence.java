package org.myotome.intake.hl7v2;

import java.util.Optional;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.Statement.Absence;

/** Why there is no grade, as OBX-11 and OBX-32 say it. */
final class ObxAbsence {

    private static final int REASON = 32;

    private ObxAbsence() {}

    /** @param notes which hold the reason if nothing else does */
    static Optional<Absence> read(
            Segment obx, int repetition, ObxStatus status, ObxValue value, String notes, Problems problems) {
        Optional<String> reason = Hl7Codes.wordsOrCode(obx, REASON, 1);
        boolean valued =
                status.absent().isPresent() ? value.number() : !value.text().isEmpty();
        if (valued && (status.absent().isPresent() || reason.isPresent())) {
            problems.refuse(
                    IntakeRule.SAID_TWICE,
                    obx.place(ObxValue.FIELD, repetition, 0),
                    "There is a value, and it is said that there is none.",
                    value.text(),
                    "a value, or OBX-11 X or N or a reason in OBX-32",
                    "Send F and the grade, or X and in OBX-32 the reason why there is none.");
            return Optional.empty();
        }
        if (status.absent().isEmpty()) {
            return reason.map(words -> new Absence("", words, obx.place(REASON)));
        }
        String code = status.absent().get();
        return Optional.of(reason.map(words -> new Absence(code, words, obx.place(REASON)))
                .orElseGet(() -> value.text().isEmpty()
                        ? new Absence(code, notes, obx.place(ObxStatus.FIELD))
                        : new Absence(code, value.text(), obx.place(ObxValue.FIELD, repetition, 0))));
    }
}
