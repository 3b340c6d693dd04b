package org.myotome.validation;

import java.util.regex.Matcher;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;

/**
 * One thing that the gate has to say about a resource.
 *
 * @param rule the stable id of the rule: a code of CodeSystem {@code validation-rule}, or a message id of the HL7 validator
 * @param path FHIRPath of the element, from the root of what was sent
 * @param sent the value found there, in short
 * @param allowed what may stand there
 * @param fix what the sender does about it, one sentence
 */
public record Finding(
        IssueSeverity severity,
        IssueType type,
        Rule rule,
        String path,
        String message,
        String sent,
        String allowed,
        String fix) {

    /** An error by one of Myotome's own rules. */
    static Finding error(IssueType type, Rule rule, String path, String message, Remedy remedy) {
        return new Finding(
                IssueSeverity.ERROR, type, rule, path, message, remedy.sent(), remedy.allowed(), remedy.fix());
    }

    /** A warning by one of Myotome's own rules: what was sent is accepted and kept. */
    static Finding warning(Rule rule, String path, String message, Remedy remedy) {
        return new Finding(
                IssueSeverity.WARNING,
                IssueType.BUSINESSRULE,
                rule,
                path,
                message,
                remedy.sent(),
                remedy.allowed(),
                remedy.fix());
    }

    /** What turns a message into a lesson. */
    record Remedy(String sent, String allowed, String fix) {}

    /** Whether it keeps the resource out. */
    boolean refuses() {
        return severity == IssueSeverity.ERROR || severity == IssueSeverity.FATAL;
    }

    /** The same of a resource that is part of another, which has it at this path. */
    Finding at(String container) {
        String whole = path.replaceFirst("^[A-Za-z]+", Matcher.quoteReplacement(container));
        return new Finding(severity, type, rule, whole, message, sent, allowed, fix);
    }

    OperationOutcomeIssueComponent toIssue() {
        OperationOutcomeIssueComponent issue = new OperationOutcomeIssueComponent()
                .setSeverity(severity)
                .setCode(type)
                .setDiagnostics("Sent: " + sent + "\nAllowed: " + allowed + "\nFix: " + fix);
        issue.getDetails().setText(message).addCoding(new Coding(rule.system(), rule.id(), null));
        issue.addExpression(path);
        return issue;
    }

    /** The stable name of a rule. */
    public record Rule(String system, String id) {}
}
