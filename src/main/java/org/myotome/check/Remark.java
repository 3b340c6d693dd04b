package org.myotome.check;

import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.StringType;
import org.myotome.guide.Guide;

/** An issue and its place in the file. */
record Remark(OperationOutcomeIssueComponent issue, Position position) {

    /** What cannot be read as what it should be. */
    static Remark malformed(String what, String fix, Position position) {
        OperationOutcomeIssueComponent issue = new OperationOutcomeIssueComponent()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(IssueType.STRUCTURE)
                .setDiagnostics("Sent: text that cannot be read\nAllowed: FHIR R4 in JSON or XML\nFix: " + fix);
        issue.getDetails()
                .setText(what)
                .addCoding()
                .setSystem(Guide.BASE + "/CodeSystem/validation-rule")
                .setCode("malformed");
        return new Remark(issue, position);
    }

    boolean isError() {
        return issue.getSeverity() == IssueSeverity.ERROR || issue.getSeverity() == IssueSeverity.FATAL;
    }

    boolean isWarning() {
        return issue.getSeverity() == IssueSeverity.WARNING;
    }

    /** error, warning or information. */
    String severity() {
        return isError() ? "error" : issue.getSeverity().toCode();
    }

    /** The stable id. */
    String rule() {
        return issue.getDetails().getCodingFirstRep().getCode();
    }

    /** The code system of the id. */
    String system() {
        return issue.getDetails().getCodingFirstRep().getSystem();
    }

    /** What is wrong. */
    String message() {
        return issue.getDetails().getText();
    }

    /** The element or the part of the message; empty if it is the whole. */
    String where() {
        List<StringType> places = issue.hasExpression() ? issue.getExpression() : issue.getLocation();
        return places.isEmpty() ? "" : places.get(0).getValue();
    }

    /** Lines: what was sent, what is allowed, and how to mend it. */
    List<String> lesson() {
        return String.valueOf(issue.getDiagnostics()).lines().toList();
    }
}
