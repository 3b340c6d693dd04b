package org.myotome.intake.csv;

import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.Place;

/** A table that is stored as a whole or not at all met others that stored the same, each time that it was tried. */
final class Contended extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int times;

    Contended(int times) {
        super("Others stored the same as a table, " + times + " times in a row", null, false, false);
        this.times = times;
    }

    IntakeIssue issue() {
        return IntakeIssue.error(
                IntakeRule.INTERNAL,
                Place.of("the table"),
                "Others were storing the same exams each of the " + times
                        + " times that this was tried. Nothing of it is stored.",
                "a table that may be right",
                "any table",
                "Send it again a little later; or send it without atomic, so that each row stands for itself.");
    }
}
