package org.myotome.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;
import org.myotome.OperationResources;
import org.myotome.storage.ResourceStore;
import org.myotome.validation.AssumedResources;
import org.myotome.validation.Gate;
import org.myotome.validation.StoredResources;
import org.myotome.validation.Submission;

/** Leads what an operation works on past the gate: it is read as strictly as what is stored. */
final class GateOfOperations implements OperationResources {

    /** Nothing is stored, so references may lead to what only the sender knows. */
    private static final StoredResources EVERYTHING_EXISTS = new AssumedResources(references -> {});

    private final Gate gate;
    private final ResourceStore store;
    private final FhirContext fhir;

    GateOfOperations(Gate gate, ResourceStore store, FhirContext fhir) {
        this.gate = gate;
        this.store = store;
        this.fhir = fhir;
    }

    @Override
    public Optional<Resource> stored(String reference, String profile) {
        return store.read(reference)
                .map(resource -> accepted(Submission.of(resource, fhir), profile))
                .map(Submission::resource);
    }

    @Override
    public Optional<Resource> sent(RequestDetails request, String parameter, String profile) {
        return ValidateRequest.read(request, fhir, parameter)
                .submission()
                .map(submission -> accepted(ofType(submission, request), profile))
                .map(Submission::resource);
    }

    private static Submission ofType(Submission submission, RequestDetails request) {
        String type = submission.resource().fhirType();
        if (!type.equals(request.getResourceName())) {
            throw new InvalidRequestException("A " + type + " was sent to " + request.getResourceName() + "/"
                    + request.getOperation() + ": send a " + request.getResourceName());
        }
        return submission;
    }

    private Submission accepted(Submission submission, String profile) {
        // The gate explains what a claimed profile allows; this one is claimed by whoever calls the operation.
        if (!submission.resource().getMeta().hasProfile(profile)) {
            submission.resource().getMeta().addProfile(profile);
        }
        GateInterceptor.refuseUnlessAccepted(gate.judge(submission, List.of(profile), EVERYTHING_EXISTS));
        return submission;
    }
}
