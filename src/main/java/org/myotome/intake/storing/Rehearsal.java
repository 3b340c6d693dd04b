package org.myotome.intake.storing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.myotome.intake.Examination;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeMessage;
import org.myotome.intake.IntakeOutcome;
import org.myotome.intake.IntakeOutcome.Status;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.MessageFormat;
import org.myotome.intake.MessageTrial;
import org.myotome.intake.RowTrial;
import org.myotome.intake.Sender;
import org.myotome.intake.StatementResult;
import org.myotome.intake.mapping.Senders;

/**
 * Takes messages and rows in as on an empty database, without one. Whether something is there to be corrected or withdrawn
 * cannot be known here, and is said instead of refused.
 */
public final class Rehearsal implements MessageTrial, RowTrial {

    private final Map<String, MessageFormat> formats;
    private final MessageWriter messages;
    private final RowWriter rows;

    /**
     * @param gate is given each transaction, and throws an {@link ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException}
     *     with an OperationOutcome if it must not be stored
     */
    public Rehearsal(List<MessageFormat> formats, Senders senders, Consumer<Bundle> gate) {
        this.formats = formats.stream().collect(Collectors.toMap(MessageFormat::name, Function.identity()));
        Drafting drafting = new Drafting(senders, Stored.NOTHING);
        this.messages = new MessageWriter(senders, drafting, gate);
        this.rows = new RowWriter(senders, drafting, gate);
    }

    @Override
    public IntakeOutcome dryRun(IntakeMessage message) {
        MessageFormat format = Optional.ofNullable(formats.get(message.format()))
                .orElseThrow(() -> new IllegalArgumentException("No format " + message.format()));
        try {
            IntakeOutcome outcome = messages.write(message, format);
            return new IntakeOutcome(Status.DRY_RUN, "", outcome.issues(), outcome.resources());
        } catch (IntakeRefusal refusal) {
            return new IntakeOutcome(Status.DRY_RUN, "", open(refusal.issues()), new Bundle());
        }
    }

    @Override
    public Checked check(Sender sender, List<Examination> examinations) {
        Checked checked = rows.write(sender, examinations, Supplier::get);
        return new Checked(checked.results().stream().map(Rehearsal::open).toList(), checked.resources());
    }

    private static StatementResult open(StatementResult result) {
        List<IntakeIssue> issues = open(result.issues());
        boolean refused = issues.stream().anyMatch(IntakeIssue::refuses);
        return issues.equals(result.issues())
                ? result
                : new StatementResult(
                        result.statement(),
                        refused ? StatementResult.State.REFUSED : StatementResult.State.STORED,
                        issues,
                        result.reference());
    }

    private static List<IntakeIssue> open(List<IntakeIssue> issues) {
        return issues.stream()
                .map(issue -> issue.rule().equals(IntakeRule.NOTHING_TO_CHANGE.code()) ? open(issue) : issue)
                .toList();
    }

    private static IntakeIssue open(IntakeIssue issue) {
        return new IntakeIssue(
                IssueSeverity.INFORMATION,
                issue.system(),
                issue.rule(),
                issue.place(),
                "Whether something is stored that this changes is not known without a server.",
                issue.sent(),
                issue.allowed(),
                "Nothing needs to be done if the result was sent before.",
                issue.unmapped());
    }
}
