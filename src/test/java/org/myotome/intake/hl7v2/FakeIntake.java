package org.myotome.intake.hl7v2;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.hl7.fhir.r4.model.Bundle;
import org.myotome.intake.Intake;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeMessage;
import org.myotome.intake.IntakeOutcome;
import org.myotome.intake.IntakeOutcome.Status;
import org.myotome.storage.messages.KeptMessage;

/** Takes in every message whose header is right, and remembers all. */
final class FakeIntake implements Intake {

    static final Clock CLOCK = Clock.fixed(SampleMessage.RECEIVED, ZoneOffset.UTC);

    private final List<IntakeMessage> received = new CopyOnWriteArrayList<>();
    private final HeaderCheck check = new HeaderCheck(Set.of("P"));
    private final UnaryOperator<IntakeMessage> work;

    FakeIntake() {
        this(message -> message);
    }

    /** @param work what it does with each message before it answers */
    FakeIntake(UnaryOperator<IntakeMessage> work) {
        this.work = work;
    }

    List<IntakeMessage> received() {
        return received;
    }

    @Override
    public Answered receive(IntakeMessage message) {
        received.add(message);
        work.apply(message);
        List<IntakeIssue> issues = check.of(message);
        IntakeOutcome outcome = outcome(issues.isEmpty() ? Status.ACCEPTED : Status.REFUSED, issues);
        return new Answered(outcome, Acknowledgement.of(message, outcome), false);
    }

    @Override
    public IntakeOutcome dryRun(IntakeMessage message) {
        work.apply(message);
        return outcome(Status.DRY_RUN, check.of(message));
    }

    @Override
    public Answered replay(KeptMessage message) {
        throw new UnsupportedOperationException("No transport replays a message");
    }

    static IntakeOutcome outcome(Status status, List<IntakeIssue> issues) {
        return new IntakeOutcome(status, "m-1", issues, new Bundle().setType(Bundle.BundleType.TRANSACTION));
    }
}
