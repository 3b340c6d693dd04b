package org.myotome.validation.body;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** Text that is not parsed. */
public final class UnreadableText extends InvalidRequestException {

    private static final long serialVersionUID = 1L;

    private final String what;
    private final String fix;
    private final int line;
    private final int column;

    UnreadableText(String what, BodyPlace place, String fix) {
        super(what + place + ": " + fix, outcome(what + place + ": " + fix));
        this.what = what;
        this.fix = fix;
        this.line = place.line();
        this.column = place.column();
    }

    private static OperationOutcome outcome(String words) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(IssueType.STRUCTURE)
                .setDiagnostics(words);
        return outcome;
    }

    /** A sentence without its end. */
    public String what() {
        return what;
    }

    /** What is allowed, or what to do. */
    public String fix() {
        return fix;
    }

    /** From 1. */
    public int line() {
        return line;
    }

    /** From 1. */
    public int column() {
        return column;
    }
}
