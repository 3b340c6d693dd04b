package org.myotome;

import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.MethodNotAllowedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * The errors of operations and of conformance requests: one HTTP status for each kind. HAPI's own exceptions would report
 * every one of them with the issue code {@code processing}.
 */
public final class RequestProblem {

    private RequestProblem() {}

    /** 400: the request itself is wrong, whatever the server holds. */
    public static InvalidRequestException invalid(String text) {
        return new InvalidRequestException(text, outcome(IssueType.INVALID, text));
    }

    /** 400: a parameter is missing. */
    public static InvalidRequestException required(String text) {
        return new InvalidRequestException(text, outcome(IssueType.REQUIRED, text));
    }

    /** 400: a parameter or modifier that this server does not have. Ignoring it would give a wrong answer. */
    public static InvalidRequestException notSupported(String text) {
        return new InvalidRequestException(text, outcome(IssueType.NOTSUPPORTED, text));
    }

    /** 404: what the request asks about is not held here. */
    public static ResourceNotFoundException notFound(String text) {
        return new ResourceNotFoundException(text, outcome(IssueType.NOTFOUND, text));
    }

    /** 405: conformance resources come from files, not from clients. */
    public static MethodNotAllowedException readOnly(String text) {
        return new MethodNotAllowedException(text, outcome(IssueType.NOTSUPPORTED, text), RequestTypeEnum.GET);
    }

    /** 405: the address is there, but not for this method. */
    public static MethodNotAllowedException notAllowed(String text) {
        return new MethodNotAllowedException(text, outcome(IssueType.NOTSUPPORTED, text));
    }

    /** 406: the client takes no format that there is. */
    public static UnclassifiedServerFailureException notAcceptable(String text) {
        return new UnclassifiedServerFailureException(406, text, outcome(IssueType.NOTSUPPORTED, text));
    }

    /** 409: what the request asks for has been done already, or something else. */
    public static ResourceVersionConflictException conflict(String text) {
        return new ResourceVersionConflictException(text, outcome(IssueType.CONFLICT, text));
    }

    /** 410: what the request asks for was here. */
    public static ResourceGoneException gone(String text) {
        return new ResourceGoneException(text, outcome(IssueType.DELETED, text));
    }

    /** 422: the request is well formed, but its content cannot be worked with. */
    public static UnprocessableEntityException unprocessable(String text) {
        return unprocessable(IssueType.BUSINESSRULE, text);
    }

    /** 422: the same with an issue type that clients look for. */
    public static UnprocessableEntityException unprocessable(IssueType type, String text) {
        return new UnprocessableEntityException(text, outcome(type, text));
    }

    /** 503: the answer would take too long; a smaller question would not. */
    public static UnclassifiedServerFailureException tooCostly(String text) {
        return new UnclassifiedServerFailureException(503, text, outcome(IssueType.TOOCOSTLY, text));
    }

    /**
     * 503: the server cannot do it for the moment, and the client should try again.
     *
     * @param type {@code transient}, or {@code no-store} if there is no room
     */
    public static UnclassifiedServerFailureException unavailable(IssueType type, String text, int retryAfterSeconds) {
        var problem = new UnclassifiedServerFailureException(503, text, outcome(type, text));
        problem.addResponseHeader("Retry-After", Integer.toString(retryAfterSeconds));
        return problem;
    }

    private static OperationOutcome outcome(IssueType type, String text) {
        var outcome = new OperationOutcome();
        outcome.addIssue().setSeverity(IssueSeverity.ERROR).setCode(type).setDiagnostics(text);
        return outcome;
    }
}
