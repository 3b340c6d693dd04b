package org.myotome.intake.messages;

import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.myotome.intake.Intake;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeMessage;
import org.myotome.intake.IntakeOutcome;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.Place;
import org.myotome.storage.messages.KeptMessage;
import org.myotome.storage.messages.KeptMessage.Reason;
import org.myotome.storage.messages.KeptMessage.Status;
import org.myotome.storage.messages.KeptMessages;

/** Accepts a message if its map is said to be mended, and refuses it otherwise. */
final class FakeIntake implements Intake {

    private static final IntakeIssue UNMAPPED = IntakeIssue.error(
            IntakeRule.LOCAL_CODE_UNMAPPED,
            Place.of("OBX[1]-3"),
            "No map knows the code.",
            "MS-XYZ",
            "a code of the map",
            "Add it to the map.");

    private final KeptMessages messages;
    private boolean mended;
    private boolean broken;
    private boolean late;

    FakeIntake(KeptMessages messages) {
        this.messages = messages;
    }

    void mend() {
        mended = true;
    }

    void breakDown() {
        broken = true;
    }

    /** Somebody else has accepted the message a moment before. */
    void beLate() {
        late = true;
    }

    @Override
    public Answered receive(IntakeMessage message) {
        throw new UnsupportedOperationException();
    }

    @Override
    public IntakeOutcome dryRun(IntakeMessage message) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Answered replay(KeptMessage message) {
        if (broken) {
            throw new IllegalStateException("Patient Zwillingsbruder");
        }
        List<IntakeIssue> issues = mended ? List.of() : List.of(UNMAPPED);
        Status status = mended ? Status.ACCEPTED : Status.REFUSED;
        messages.keep(new KeptMessage(
                message.id(),
                message.format(),
                message.channel(),
                message.sender(),
                message.controlId(),
                message.type(),
                message.received(),
                message.content(),
                message.charset(),
                status,
                message.attempts(),
                message.worked(),
                "MSA|" + status,
                "{\"resourceType\":\"OperationOutcome\"}",
                mended ? 3 : 0,
                mended ? List.of() : List.of(new Reason("local-code-unmapped", "EXICU", "MS-XYZ", "Left xyz"))));
        return new Answered(
                new IntakeOutcome(
                        mended ? IntakeOutcome.Status.ACCEPTED : IntakeOutcome.Status.REFUSED,
                        message.id(),
                        issues,
                        new Bundle()),
                "MSA|" + status,
                late);
    }
}
