package org.myotome.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;
import org.myotome.FhirInterceptor;
import org.myotome.storage.ResourceStore;
import org.myotome.validation.Gate;
import org.myotome.validation.StoredResources;
import org.myotome.validation.Submission;

/**
 * Answers {@code [type]/$validate} and {@code [type]/[id]/$validate} with the verdict that a write would get, and stores
 * nothing. It takes the place of HAPI's operation of that name, which every resource provider brings along and which
 * validates without the gate. The answer is 200 whatever the verdict, as the specification of the operation asks.
 */
final class ValidateInterceptor implements FhirInterceptor {

    private static final Set<String> MODES = Set.of("create", "update", "delete", "profile");

    private final Gate gate;
    private final StoredResources stored;
    private final ResourceStore store;
    private final FhirContext fhir;

    ValidateInterceptor(Gate gate, StoredResources stored, ResourceStore store, FhirContext fhir) {
        this.gate = gate;
        this.stored = stored;
        this.store = store;
        this.fhir = fhir;
    }

    /** Returns false if the request was answered here. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
    public boolean answer(RequestDetails request) throws IOException {
        if (!"$validate".equals(request.getOperation()) || request.getResourceName() == null) {
            return true;
        }
        OperationOutcome outcome = validate(request, ValidateRequest.read(request, fhir));
        RestfulServerUtils.streamResponseAsResource(
                request.getServer(), outcome, Set.of(), 200, false, false, request, null, null);
        return false;
    }

    private OperationOutcome validate(RequestDetails request, ValidateRequest asked) {
        String mode = asked.mode().orElse("");
        if (!mode.isEmpty() && !MODES.contains(mode)) {
            throw new InvalidRequestException("Mode '" + mode + "' is not one of create, update, delete, profile");
        }
        if (mode.equals("delete")) {
            return validateDelete(request);
        }
        if (mode.equals("profile") && asked.profile().isEmpty()) {
            throw new InvalidRequestException(
                    "Mode 'profile' needs the parameter profile, the canonical URL of a profile");
        }
        Submission submission = asked.submission().orElseGet(() -> readStored(request));
        if (!submission.resource().fhirType().equals(request.getResourceName())) {
            throw new InvalidRequestException("A " + submission.resource().fhirType() + " was sent to "
                    + request.getResourceName() + "/$validate: send it to "
                    + submission.resource().fhirType() + "/$validate");
        }
        takeIdFromAddress(submission.resource(), request);
        List<String> profiles = asked.profile().stream().toList();
        OperationOutcome outcome =
                gate.explain(gate.judge(submission, profiles, stored), submission.resource(), profiles);
        checkId(mode, submission.resource(), outcome);
        return outcome;
    }

    private OperationOutcome validateDelete(RequestDetails request) {
        String reference = idOf(request).toUnqualifiedVersionless().getValue();
        return store.obstacleToDelete(reference)
                .map(obstacle -> ErrorWords.of(409, obstacle))
                .orElseGet(() -> {
                    OperationOutcome free = new OperationOutcome();
                    free.addIssue()
                            .setSeverity(IssueSeverity.INFORMATION)
                            .setCode(IssueType.INFORMATIONAL)
                            .setDiagnostics(reference + " may be deleted: nothing refers to it.");
                    return free;
                });
    }

    private Submission readStored(RequestDetails request) {
        IdType id = idOf(request);
        Resource resource = store.read(id.getValue()).orElseThrow(() -> new ResourceNotFoundException(id));
        return Submission.of(resource, fhir);
    }

    /** On an instance, the resource is meant that the address names. */
    private static void takeIdFromAddress(Resource resource, RequestDetails request) {
        if (request.getId() == null || !request.getId().hasIdPart()) {
            return;
        }
        String id = request.getId().getIdPart();
        if (resource.getIdElement().hasIdPart()
                && !resource.getIdElement().getIdPart().equals(id)) {
            throw new InvalidRequestException(
                    "The resource has the id " + resource.getIdElement().getIdPart() + ", but the address names " + id
                            + ": send one of the two, or make them the same");
        }
        resource.setId(id);
    }

    private static IdType idOf(RequestDetails request) {
        if (request.getId() == null || !request.getId().hasIdPart()) {
            throw new InvalidRequestException("There is nothing to validate: send a resource, alone or as parameter "
                    + "'resource' of a Parameters, or name a stored one as " + request.getResourceName()
                    + "/[id]/$validate");
        }
        return new IdType(request.getResourceName(), request.getId().getIdPart());
    }

    /** A create takes no id and an update needs one; HAPI refuses both at the write itself. */
    private static void checkId(String mode, Resource resource, OperationOutcome outcome) {
        boolean hasId = resource.getIdElement().hasIdPart();
        if (mode.equals("create") && hasId) {
            outcome.addIssue(idIssue(resource, "A create takes no id: leave it out, or update (PUT) under that id."));
        } else if (mode.equals("update") && !hasId) {
            outcome.addIssue(idIssue(resource, "An update needs the id of the resource: add it."));
        }
    }

    private static OperationOutcome.OperationOutcomeIssueComponent idIssue(Resource resource, String words) {
        return new OperationOutcome.OperationOutcomeIssueComponent()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(IssueType.VALUE)
                .setDiagnostics(words)
                .addExpression(resource.fhirType() + ".id");
    }
}
