package org.myotome.monitor;

import io.micrometer.core.instrument.Tags;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Observation;
import org.myotome.intake.Intake;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeMessage;
import org.myotome.intake.IntakeOutcome;
import org.myotome.intake.IntakeOutcome.Status;
import org.myotome.storage.messages.KeptMessage;

/** The intake of messages, and what is counted of it. */
final class ObservedIntake implements Intake {

    private final Intake intake;
    private final ObservationCounters counters;
    private final Durations durations;
    private final Spans spans;

    ObservedIntake(Intake intake, ObservationCounters counters, Durations durations, Spans spans) {
        this.intake = intake;
        this.counters = counters;
        this.durations = durations;
        this.spans = spans;
    }

    private record Labels(Channel channel, String outcome) implements Durations.Labels {

        @Override
        public Tags tags() {
            return Tags.of("channel", channel.label(), "outcome", outcome);
        }
    }

    @Override
    public Answered receive(IntakeMessage message) {
        return observed(Channel.of(message), () -> intake.receive(message));
    }

    @Override
    public Answered replay(KeptMessage message) {
        return observed(Channel.of(message.channel(), message.format()), () -> intake.replay(message));
    }

    @Override
    public IntakeOutcome dryRun(IntakeMessage message) {
        return intake.dryRun(message);
    }

    private Answered observed(Channel channel, Supplier<Answered> work) {
        long start = System.nanoTime();
        String outcome = "failed";
        try (Spans.Open span = spans.message(channel)) {
            Answered answered = work.get();
            outcome = outcome(answered);
            span.outcome(outcome);
            count(channel, answered);
            return answered;
        } finally {
            durations.add(new Labels(channel, outcome), System.nanoTime() - start);
        }
    }

    private static String outcome(Answered answered) {
        if (answered.again()) {
            return "repeated";
        }
        return answered.outcome().status() == Status.ACCEPTED ? "accepted" : "refused";
    }

    /** How many Observations a refused message would have become, nobody knows. */
    private void count(Channel channel, Answered answered) {
        IntakeOutcome outcome = answered.outcome();
        if (answered.again()) {
            return;
        }
        if (outcome.status() == Status.ACCEPTED) {
            counters.accepted(
                    channel,
                    outcome.resources().getEntry().stream()
                            .filter(entry -> entry.getResource() instanceof Observation)
                            .count());
        } else {
            outcome.issues().stream()
                    .filter(IntakeIssue::refuses)
                    .map(IntakeIssue::rule)
                    .distinct()
                    .forEach(rule -> counters.reason(channel, rule));
        }
    }
}
