package org.myotome.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.myotome.FhirInterceptor;
import org.myotome.guide.Guide;
import org.myotome.storage.database.Outage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes every error an OperationOutcome that a client may see. What went wrong inside stays inside: no stack trace, no SQL,
 * no class name leaves; the log gets where it happened, never the message, which may quote a patient.
 */
final class ErrorInterceptor implements FhirInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorInterceptor.class);

    private static final Pattern PATCH_PATH = Pattern.compile("\"path\"\\s*:\\s*\"([^\"]*)\"");

    @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
    public BaseServerResponseException translate(Throwable failure, RequestDetails request) {
        Optional<BaseServerResponseException> answer = FailureCause.answer(failure);
        if (answer.isPresent()) {
            return explain(withStatusOfFhir(answer.get(), request), request);
        }
        String at = firstFrames(failure);
        LOG.error("Request {} failed: {}", request.getRequestId(), at);
        return internal(request.getRequestId());
    }

    /**
     * An {@code If-Match} that no longer matches is 412 in FHIR, where HAPI makes it a conflict. A conditional reference that
     * finds nothing is one that leads nowhere, 422 here, where HAPI says 404 as if the request's own address were wrong.
     */
    private static BaseServerResponseException withStatusOfFhir(
            BaseServerResponseException answer, RequestDetails request) {
        if (answer instanceof ResourceVersionConflictException && request.getRequestType() == RequestTypeEnum.GET) {
            // Reading is in nobody's way: HAPI's search could not write down what it has found.
            return Outage.UNREACHABLE.answer();
        }
        if (answer instanceof ResourceVersionConflictException
                && request.getHeader(Constants.HEADER_IF_MATCH) != null) {
            return new PreconditionFailedException(answer.getMessage());
        }
        if (answer instanceof ResourceNotFoundException
                && String.valueOf(answer.getMessage()).startsWith("HAPI-1091")) {
            return new UnprocessableEntityException(answer.getMessage(), danglingReference(answer.getMessage()));
        }
        Optional<OperationOutcome> gone = GoneReference.in(answer.getMessage());
        if (gone.isPresent()) {
            return new UnprocessableEntityException(answer.getMessage(), gone.get());
        }
        if (answer instanceof ResourceNotFoundException
                && String.valueOf(answer.getMessage()).contains("Unknown ValueSet")) {
            return new InvalidRequestException(URLDecoder.decode(answer.getMessage(), StandardCharsets.UTF_8)
                    + ". List those held with GET ValueSet");
        }
        if (String.valueOf(answer.getMessage()).contains("composite parameter with type of NUMBER")) {
            return new InvalidRequestException(
                    "movement-grade can be neither sorted by nor chained, but for patients, such as "
                            + "Patient?_has:Observation:patient:movement-grade=ankle-dorsiflexion$lt3: use code and "
                            + "grade-order instead");
        }
        return answer;
    }

    private static OperationOutcome danglingReference(String message) {
        OperationOutcome outcome = ErrorWords.of(404, message);
        outcome.getIssueFirstRep()
                .getDetails()
                .setCoding(
                        List.of(new Coding(Guide.BASE + "/CodeSystem/validation-rule", "reference-not-found", null)));
        return outcome;
    }

    private static BaseServerResponseException explain(BaseServerResponseException answer, RequestDetails request) {
        if (answer.getOperationOutcome() instanceof OperationOutcome own) {
            own.getIssue().stream()
                    .filter(issue -> issue.getCode() == IssueType.PROCESSING)
                    .forEach(issue -> issue.setCode(ErrorWords.type(answer.getStatusCode())));
        } else {
            answer.setOperationOutcome(
                    ErrorWords.of(answer.getStatusCode(), answer.getMessage() + whereSent(answer, request)));
        }
        return answer;
    }

    /** HAPI says which value it cannot read, and not of which parameter. */
    private static String whereSent(BaseServerResponseException answer, RequestDetails request) {
        boolean search = request.getRequestType() == RequestTypeEnum.GET
                && !request.getParameters().isEmpty();
        return search && String.valueOf(answer.getMessage()).startsWith("A value cannot be read")
                ? " (parameters sent: "
                        + String.join(
                                ", ", new TreeSet<>(request.getParameters().keySet())) + ")"
                : patchPaths(request);
    }

    /** The library that applies a JSON patch does not say at which path it failed; these are all that were sent. */
    private static String patchPaths(RequestDetails request) {
        if (request.getRequestType() != RequestTypeEnum.PATCH) {
            return "";
        }
        String paths = PATCH_PATH
                .matcher(RequestText.of(request))
                .results()
                .map(path -> path.group(1))
                .collect(Collectors.joining(", "));
        return paths.isEmpty() ? "" : " (paths sent: " + paths + ")";
    }

    private static BaseServerResponseException internal(@Nullable String requestId) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(IssueSeverity.FATAL)
                .setCode(IssueType.EXCEPTION)
                .setDiagnostics(
                        "The server failed; what was sent may be right. Nothing of this request was stored. Try "
                                + "again, and give the operator this request id: " + requestId);
        return new InternalErrorException("internal error", outcome);
    }

    /** The types of the failure and of its causes, each with the first place in its trace. */
    private static String firstFrames(Throwable failure) {
        StringBuilder frames = new StringBuilder();
        for (Throwable cause = failure; cause != null && frames.length() < 2000; cause = cause.getCause()) {
            frames.append(cause.getClass().getName());
            Arrays.stream(cause.getStackTrace())
                    .limit(3)
                    .forEach(frame -> frames.append(" at ").append(frame));
            frames.append("; ");
        }
        return frames.toString();
    }
}
