package org.myotome.intake.storing;

import ca.uhn.fhir.context.FhirContext;
import com.google.common.hash.Hashing;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.myotome.intake.Channel;
import org.myotome.intake.Intake;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeMessage;
import org.myotome.intake.IntakeOutcome;
import org.myotome.intake.IntakeOutcome.Status;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.MessageFormat;
import org.myotome.intake.Sender;
import org.myotome.storage.JointWrites;
import org.myotome.storage.messages.KeptMessage;
import org.myotome.storage.messages.KeptMessage.Reason;
import org.myotome.storage.messages.KeptMessages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages in whole. What is acknowledged is committed, with the message, in one transaction. */
final class MessageIntake implements Intake {

    private static final Logger LOG = LoggerFactory.getLogger(MessageIntake.class);

    private final Map<String, MessageFormat> formats;
    private final MessageWriter writer;
    private final KeptMessages kept;
    private final JointWrites writes;
    private final FhirContext fhir;
    private final Clock clock;

    MessageIntake(
            List<MessageFormat> formats,
            MessageWriter writer,
            KeptMessages kept,
            JointWrites writes,
            FhirContext fhir,
            Clock clock) {
        this.formats = formats.stream().collect(Collectors.toMap(MessageFormat::name, Function.identity()));
        this.writer = writer;
        this.kept = kept;
        this.writes = writes;
        this.fhir = fhir;
        this.clock = clock;
    }

    @Override
    public Answered receive(IntakeMessage message) {
        return Conflicts.retried(() -> {
            Optional<KeptMessage> before = kept.find(message.sender().id(), message.controlId());
            if (before.filter(known -> known.status() == KeptMessage.Status.ACCEPTED)
                    .isPresent()) {
                return again(message, before.get());
            }
            return work(message);
        });
    }

    /** The same again gets the same answer; something else under the same control id must be refused. */
    private Answered again(IntakeMessage message, KeptMessage before) {
        if (kept.isContent(before.id(), message.content())) {
            return new Answered(
                    new IntakeOutcome(Status.ACCEPTED, before.id(), List.of(), new Bundle()), before.answer(), true);
        }
        IntakeOutcome outcome = refused(
                message,
                List.of(IntakeIssue.error(
                        IntakeRule.CONTROL_ID_REUSED,
                        format(message).controlIdPlace(),
                        "Another message with this control id was accepted on " + before.received() + ".",
                        message.controlId(),
                        "a control id that the sender has not used before, or the very same message again",
                        "Give each message a control id of its own.")));
        // Under a control id of its own, so that it is kept beside the one that was accepted.
        IntakeMessage aside = message.withControlId(
                message.controlId() + "/" + Hashing.sha256().hashBytes(message.content()));
        String answer = answer(message, outcome);
        keep(aside, refused(aside, outcome.issues()), answer);
        return new Answered(outcome, answer, false);
    }

    private Answered work(IntakeMessage message) {
        try {
            return writes.together(() -> {
                IntakeOutcome outcome = write(message);
                return answered(message, outcome);
            });
        } catch (IntakeRefusal refusal) {
            return answered(message, refused(message, refusal.issues()));
        }
    }

    private IntakeOutcome write(IntakeMessage message) {
        MessageFormat format = format(message);
        return writer.write(message, format);
    }

    String answer(IntakeMessage message, IntakeOutcome outcome) {
        return format(message).answer(message, outcome);
    }

    private Answered answered(IntakeMessage message, IntakeOutcome outcome) {
        String answer = answer(message, outcome);
        keep(message, outcome, answer);
        return new Answered(outcome, answer, false);
    }

    static IntakeOutcome refused(IntakeMessage message, List<IntakeIssue> issues) {
        return new IntakeOutcome(Status.REFUSED, MessageWriter.id(message), issues, new Bundle());
    }

    @Override
    public IntakeOutcome dryRun(IntakeMessage message) {
        try {
            return Conflicts.retried(() -> writes.tentatively(() -> {
                IntakeOutcome outcome = write(message);
                return new IntakeOutcome(Status.DRY_RUN, "", outcome.issues(), Entries.unstored(outcome.resources()));
            }));
        } catch (IntakeRefusal refusal) {
            return new IntakeOutcome(Status.DRY_RUN, "", refusal.issues(), new Bundle());
        }
    }

    @Override
    public Answered replay(KeptMessage message) {
        IntakeMessage again = new IntakeMessage(
                message.format(),
                Channel.ofCode(message.channel()),
                Sender.ofId(message.sender()),
                message.type(),
                message.controlId(),
                message.received(),
                message.content(),
                message.charset());
        return receive(again);
    }

    private MessageFormat format(IntakeMessage message) {
        return Optional.ofNullable(formats.get(message.format()))
                .orElseThrow(() -> new IllegalArgumentException("No format " + message.format()));
    }

    void keep(IntakeMessage message, IntakeOutcome outcome, String answer) {
        boolean accepted = outcome.status() == Status.ACCEPTED;
        kept.keep(new KeptMessage(
                outcome.messageId(),
                message.format(),
                message.channel().code(),
                message.sender().id(),
                message.controlId(),
                message.type(),
                message.received(),
                message.content(),
                message.charset(),
                accepted ? KeptMessage.Status.ACCEPTED : KeptMessage.Status.REFUSED,
                1,
                Instant.now(clock),
                answer,
                fhir.newJsonParser().encodeResourceToString(outcome.toOperationOutcome()),
                outcome.resources().getEntry().size(),
                accepted
                        ? List.of()
                        : outcome.issues().stream()
                                .filter(IntakeIssue::refuses)
                                .map(MessageIntake::reason)
                                .toList()));
        LOG.info(
                "{} message of {} {}: {}",
                printable(message.type()),
                printable(message.sender().id()),
                accepted ? "accepted" : "refused",
                outcome.issues().stream().map(IntakeIssue::rule).distinct().toList());
    }

    /** What a sender may have put into its header must not become a line of the log of its own. */
    private static String printable(String header) {
        String plain = header.replaceAll("[^ -~]", "?");
        return plain.length() > 80 ? plain.substring(0, 80) : plain;
    }

    private static Reason reason(IntakeIssue issue) {
        return issue.unmapped()
                .map(code -> new Reason(issue.rule(), code.system(), code.code(), code.text()))
                .orElseGet(() -> new Reason(issue.rule(), "", "", ""));
    }
}
