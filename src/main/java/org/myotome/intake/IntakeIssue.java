package org.myotome.intake;

import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;

/**
 * One thing to say about a message.
 *
 * @param system the code system of the rule: {@link IntakeRule#SYSTEM}, or that of a rule of the gate
 * @param rule the code of an {@link IntakeRule}, or the rule of the gate by which what it became was refused
 * @param sent the value that was found there, in short
 * @param allowed what may stand there
 * @param fix what the sender does about it, one sentence
 * @param unmapped the code that no map knows, where that is the matter
 */
public record IntakeIssue(
        IssueSeverity severity,
        String system,
        String rule,
        Place place,
        String message,
        String sent,
        String allowed,
        String fix,
        Optional<LocalCode> unmapped) {

    public static IntakeIssue error(
            IntakeRule rule, Place place, String message, String sent, String allowed, String fix) {
        return of(IssueSeverity.ERROR, rule, place, message, sent, allowed, fix);
    }

    /** What does not keep the message out. */
    public static IntakeIssue information(
            IntakeRule rule, Place place, String message, String sent, String allowed, String fix) {
        return of(IssueSeverity.INFORMATION, rule, place, message, sent, allowed, fix);
    }

    private static IntakeIssue of(
            IssueSeverity severity,
            IntakeRule rule,
            Place place,
            String message,
            String sent,
            String allowed,
            String fix) {
        return new IntakeIssue(
                severity, IntakeRule.SYSTEM, rule.code(), place, message, sent, allowed, fix, Optional.empty());
    }

    public IntakeIssue withUnmapped(LocalCode code) {
        return new IntakeIssue(severity, system, rule, place, message, sent, allowed, fix, Optional.of(code));
    }

    public boolean refuses() {
        return severity == IssueSeverity.ERROR || severity == IssueSeverity.FATAL;
    }

    /** Everything in one sentence after the other, for formats that have room for no more. */
    public String inWords() {
        return message + " Sent: " + sent + ". Allowed: " + allowed + ". " + fix;
    }

    /** The form in which the gate speaks. */
    public OperationOutcomeIssueComponent toIssue() {
        OperationOutcomeIssueComponent issue = new OperationOutcomeIssueComponent()
                .setSeverity(severity)
                .setCode(refuses() ? IssueType.BUSINESSRULE : IssueType.INFORMATIONAL)
                .setDiagnostics("Sent: " + sent + "\nAllowed: " + allowed + "\nFix: " + fix);
        issue.getDetails().setText(message).addCoding(new Coding(system, rule, null));
        issue.addLocation(place.shown());
        return issue;
    }
}
