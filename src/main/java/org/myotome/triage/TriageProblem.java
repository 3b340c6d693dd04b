package org.myotome.triage;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** The errors of the triage: one HTTP status for each kind. */
final class TriageProblem {

    private TriageProblem() {}

    /** 400: the request itself is wrong. */
    static InvalidRequestException invalid(String text) {
        return new InvalidRequestException(text, outcome(IssueType.INVALID, text));
    }

    /** 400: there is nothing to judge. */
    static InvalidRequestException required(String text) {
        return new InvalidRequestException(text, outcome(IssueType.REQUIRED, text));
    }

    /** 400: a parameter that does not exist. */
    static InvalidRequestException notSupported(String text) {
        return new InvalidRequestException(text, outcome(IssueType.NOTSUPPORTED, text));
    }

    /** 404: the response is not stored here. */
    static ResourceNotFoundException notFound(String text) {
        return new ResourceNotFoundException(text, outcome(IssueType.NOTFOUND, text));
    }

    /** 422: somebody has said that these answers are wrong. */
    static UnprocessableEntityException withdrawn() {
        var text = "The response is entered-in-error: nothing can be concluded from answers that were withdrawn. "
                + "Send the answers that are right.";
        return new UnprocessableEntityException(text, outcome(IssueType.BUSINESSRULE, text));
    }

    private static OperationOutcome outcome(IssueType type, String text) {
        var outcome = new OperationOutcome();
        outcome.addIssue().setSeverity(IssueSeverity.ERROR).setCode(type).setDiagnostics(text);
        return outcome;
    }
}
