package org.myotome.intake.hl7v2;

import java.util.EnumSet;
import java.util.Set;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeOutcome;
import org.myotome.intake.IntakeRule;

/** What MSA-1 says, after its first letter: A for an application acknowledgement, C for an accept acknowledgement. */
enum AckCode {
    ACCEPT("A", 200),
    /** The content is wrong. */
    ERROR("E", 500),
    /** The message was not even looked into: it is of a kind that is not read, or the server has failed. */
    REJECT("R", 400);

    private static final Set<IntakeRule> REJECTING = EnumSet.of(
            IntakeRule.MESSAGE_TYPE_UNSUPPORTED,
            IntakeRule.VERSION_UNSUPPORTED,
            IntakeRule.PROCESSING_UNSUPPORTED,
            IntakeRule.CHARACTER_SET_UNSUPPORTED,
            IntakeRule.TOO_LARGE,
            IntakeRule.INTERNAL);

    private final String letter;
    private final int httpStatus;

    AckCode(String letter, int httpStatus) {
        this.letter = letter;
        this.httpStatus = httpStatus;
    }

    static AckCode of(IntakeOutcome outcome) {
        if (outcome.status() != IntakeOutcome.Status.REFUSED
                && outcome.issues().stream().noneMatch(IntakeIssue::refuses)) {
            return ACCEPT;
        }
        return outcome.issues().stream().anyMatch(issue -> issue.refuses() && rejects(issue)) ? REJECT : ERROR;
    }

    private static boolean rejects(IntakeIssue issue) {
        if (issue.place() instanceof Hl7Place place) {
            return place.segment().equals("MSH") || isRejecting(issue);
        }
        // Malformed without a place in a segment: the bytes are no text.
        return isRejecting(issue) || issue.rule().equals(IntakeRule.MALFORMED.code());
    }

    private static boolean isRejecting(IntakeIssue issue) {
        return IntakeRule.ofCode(issue.rule()).filter(REJECTING::contains).isPresent();
    }

    String letter() {
        return letter;
    }

    /** The convention of HAPI's HL7 over HTTP: an AE is the 500 of the protocol, though nothing in the server has failed. */
    int httpStatus() {
        return httpStatus;
    }
}
