package org.myotome.intake.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.myotome.intake.Channel;
import org.myotome.intake.Intake;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeMessage;
import org.myotome.intake.IntakeOutcome;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.Place;
import org.myotome.storage.database.Outage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the bytes of one message to the intake and its answer back, whatever happens: no failure leaves it. */
final class Hl7Receiver {

    private static final Logger LOG = LoggerFactory.getLogger(Hl7Receiver.class);
    private static final int FRAMES = 8;

    private final Intake intake;
    private final Clock clock;

    Hl7Receiver(Intake intake, Clock clock) {
        this.intake = intake;
        this.clock = clock;
    }

    /** @param declared the character set that the transport names */
    Reply receive(byte[] content, Channel channel, Optional<Charset> declared) {
        IntakeMessage message = message(content, channel, declared);
        try {
            Intake.Answered answered = intake.receive(message);
            return new Reply(
                    AckCode.of(answered.outcome()),
                    answered.answer(),
                    Charset.forName(message.charset()),
                    Optional.empty());
        } catch (RuntimeException | VirtualMachineError failure) {
            Optional<Outage> outage = Outage.in(failure);
            LOG.error("A message could not be worked on: {}", where(failure));
            return refused(message, outage.map(Hl7Receiver::unavailable).orElseGet(Hl7Receiver::failed), outage);
        }
    }

    /** Answers what cannot be kept, such as a message that is too large. */
    Reply refuse(byte[] beginning, Channel channel, IntakeIssue issue) {
        return refused(message(beginning, channel, Optional.empty()), issue, Optional.empty());
    }

    IntakeOutcome dryRun(byte[] content, Optional<Charset> declared) {
        try {
            return intake.dryRun(message(content, Channel.HTTP, declared));
        } catch (RuntimeException | VirtualMachineError failure) {
            LOG.error("The trial of a message failed: {}", where(failure));
            return new IntakeOutcome(IntakeOutcome.Status.DRY_RUN, "", List.of(failed()), transaction());
        }
    }

    private static Reply refused(IntakeMessage message, IntakeIssue issue, Optional<Outage> outage) {
        IntakeOutcome outcome = new IntakeOutcome(IntakeOutcome.Status.REFUSED, "", List.of(issue), transaction());
        return new Reply(
                AckCode.of(outcome),
                Acknowledgement.of(message, outcome),
                Charset.forName(message.charset()),
                outage.map(Outage::retryAfterSeconds));
    }

    private static Bundle transaction() {
        return new Bundle().setType(Bundle.BundleType.TRANSACTION);
    }

    private IntakeMessage message(byte[] content, Channel channel, Optional<Charset> declared) {
        return message(content, channel, declared, clock.instant());
    }

    /** What has no control id goes by its digest, so that it is kept, and kept once. */
    static IntakeMessage message(byte[] content, Channel channel, Optional<Charset> declared, Instant received) {
        String named = Hl7Header.of(content, StandardCharsets.ISO_8859_1).field(18);
        Charset charset = declared.or(() -> CharacterSets.named(named)).orElse(StandardCharsets.UTF_8);
        Hl7Header header = Hl7Header.of(content, charset);
        String controlId = header.controlId().isEmpty() ? Digest.of(content) : header.controlId();
        return new IntakeMessage(
                Hl7v2Format.NAME,
                channel,
                header.sender(),
                header.type(),
                controlId,
                received,
                content,
                charset.name());
    }

    private static IntakeIssue failed() {
        return IntakeIssue.error(
                IntakeRule.INTERNAL,
                Place.of("the whole message"),
                "The server has failed; the message may be right. Nothing of it is stored.",
                "a message",
                "any",
                "Send it again; if that fails as well, the log of the server says where.");
    }

    /** Under the same control id it is stored once, however often it is sent. */
    private static IntakeIssue unavailable(Outage outage) {
        return IntakeIssue.error(
                IntakeRule.INTERNAL,
                Place.of("the whole message"),
                outage.words(),
                "a message that may be right",
                "any",
                "Send the very same message again, under the same control id: it is stored once.");
    }

    /** Kinds of failure and places in the code; never its words, which may quote a patient. */
    private static String where(Throwable failure) {
        StringBuilder where = new StringBuilder(failure.getClass().getName());
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            where.append(", from ").append(cause.getClass().getName());
            failure = cause;
        }
        return Arrays.stream(failure.getStackTrace())
                .limit(FRAMES)
                .map(String::valueOf)
                .collect(Collectors.joining(" < ", where + " at ", ""));
    }

    /**
     * @param text empty if the sender wants no answer
     * @param charset of the message, and so of the answer; what it lacks becomes a question mark
     * @param retryAfterSeconds if the server cannot work for the moment
     */
    record Reply(AckCode code, String text, Charset charset, Optional<Integer> retryAfterSeconds) {

        /** What the acknowledgement says, or that the server cannot work for the moment. */
        int httpStatus() {
            return retryAfterSeconds.isPresent() ? 503 : code.httpStatus();
        }

        byte[] bytes() {
            return text.getBytes(charset);
        }
    }
}
