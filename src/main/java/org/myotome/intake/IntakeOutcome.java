package org.myotome.intake;

import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;

/**
 * What became of a message.
 *
 * @param messageId under which it is kept
 * @param issues why it was refused, or what is to be said although it was not
 * @param resources what was stored, or would be, as a transaction; empty if it was refused
 */
public record IntakeOutcome(Status status, String messageId, List<IntakeIssue> issues, Bundle resources) {

    public IntakeOutcome {
        issues = List.copyOf(issues);
    }

    /** An OperationOutcome of all issues; without any, one that says so. */
    public OperationOutcome toOperationOutcome() {
        OperationOutcome outcome = new OperationOutcome();
        issues.forEach(issue -> outcome.addIssue(issue.toIssue()));
        if (issues.isEmpty()) {
            outcome.addIssue()
                    .setSeverity(OperationOutcome.IssueSeverity.INFORMATION)
                    .setCode(OperationOutcome.IssueType.INFORMATIONAL)
                    .setDiagnostics("No issues: everything in the message was taken in.");
        }
        return outcome;
    }

    public enum Status {
        /** All of it is stored, durably. */
        ACCEPTED,
        /** Nothing of it is stored; the message is kept. */
        REFUSED,
        /** A trial: nothing is stored, not even the message. */
        DRY_RUN
    }
}
