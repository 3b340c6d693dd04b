package org.myotome.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.myotome.FhirInterceptor;
import org.myotome.validation.Gate;
import org.myotome.validation.StoredResources;
import org.myotome.validation.Submission;
import org.myotome.validation.Verdict;

/**
 * Leads every write past the gate. What a client sends is judged as it was sent, before a transaction begins; what only the
 * store can know, such as the result of a patch, is judged on the point of being stored, so that nothing gets by.
 */
@Interceptor
final class GateInterceptor implements FhirInterceptor {

    private final Gate gate;
    private final StoredResources stored;
    private final FhirContext fhir;

    GateInterceptor(Gate gate, StoredResources stored, FhirContext fhir) {
        this.gate = gate;
        this.stored = stored;
        this.fhir = fhir;
    }

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void beforeHandling(RequestDetails request, RestOperationTypeEnum operation) {
        if (!(request.getResource() instanceof Resource resource)) {
            return;
        }
        if (operation == RestOperationTypeEnum.CREATE || operation == RestOperationTypeEnum.UPDATE) {
            Verdict verdict = judge(request, resource);
            refuseUnlessAccepted(verdict);
            remember(Judged.in(request), resource, verdict, request.getConditionalUrl(operation) != null);
        } else if (operation == RestOperationTypeEnum.TRANSACTION && resource instanceof Bundle bundle) {
            judgeBundle(request, bundle, judge(request, bundle));
        }
    }

    /** A transaction of the server's own came with no request: its entries can be judged together only here. */
    @Hook(Pointcut.STORAGE_TRANSACTION_PROCESSING)
    public void beforeTransaction(IBaseBundle transaction, RequestDetails request) {
        if (request instanceof SystemRequestDetails && transaction instanceof Bundle bundle) {
            judgeBundle(request, bundle, gate.judge(Submission.of(bundle, fhir), stored));
        }
    }

    private void judgeBundle(RequestDetails request, Bundle bundle, Verdict verdict) {
        // The entries of a batch stand or fall each for itself, when their turn comes.
        refuseUnlessAccepted(bundle.getType() == BundleType.BATCH ? verdict.outsideEntries() : verdict);
        Judged judged = Judged.in(request);
        judged.rememberOrder(bundle);
        if (bundle.getType() == BundleType.TRANSACTION) {
            judged.rememberTransaction(bundle);
        }
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            BundleEntryComponent entry = bundle.getEntry().get(i);
            if (entry.hasResource()) {
                boolean conditional =
                        String.valueOf(entry.getRequest().getUrl()).contains("?");
                boolean again = conditional || bundle.getType() == BundleType.BATCH;
                remember(judged, entry.getResource(), verdict.ofEntry(i), again);
            }
        }
    }

    /**
     * @param again whether what it refers to, or what refers to it, is only known when it is stored: before an entry of a
     *     batch others are stored, and a conditional update has its id only then
     */
    private static void remember(Judged judged, Resource resource, Verdict verdict, boolean again) {
        if (again && verdict.accepted()) {
            judged.rememberAsConforming(resource, verdict);
        } else {
            judged.remember(resource, verdict);
        }
    }

    private Verdict judge(RequestDetails request, Resource resource) {
        String text = RequestText.of(request);
        LocalReferences.makeRelative(resource, text, request, fhir);
        return gate.judge(new Submission(resource, text), stored);
    }

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void beforeCreate(IBaseResource resource, @Nullable RequestDetails request) {
        beforeStoring(resource, request);
    }

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void beforeUpdate(IBaseResource before, IBaseResource after, @Nullable RequestDetails request) {
        beforeStoring(after, request);
    }

    private void beforeStoring(IBaseResource candidate, @Nullable RequestDetails request) {
        if (candidate instanceof Resource resource) {
            Judged judged = Judged.in(request);
            Verdict verdict = judged.recall(resource).orElseGet(() -> judgeNow(resource, judged));
            refuseUnlessAccepted(verdict);
            judged.remember(resource, verdict);
        }
    }

    private Verdict judgeNow(Resource resource, Judged judged) {
        Optional<Verdict> before = judged.conforming(resource);
        if (before.isEmpty()) {
            return gate.judge(Submission.of(resource, fhir), stored);
        }
        Verdict now = judged.transaction()
                .map(transaction -> gate.judgeRelations(resource, transaction, stored))
                .orElseGet(() -> gate.judgeRelations(resource, stored));
        // The relations were judged before too: if they still hold, what was warned of then is all there is.
        return now.accepted() ? before.get() : now;
    }

    /** @throws UnprocessableEntityException with all findings */
    static void refuseUnlessAccepted(Verdict verdict) {
        if (!verdict.accepted()) {
            OperationOutcome outcome = verdict.toOperationOutcome();
            throw new UnprocessableEntityException(
                    outcome.getIssueFirstRep().getDetails().getText(), outcome);
        }
    }

    /** A client that prefers an OperationOutcome also gets the warnings, of the entries of a Bundle with each of them. */
    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void beforeAnswering(RequestDetails request, @Nullable IBaseResource answer) {
        Judged judged = Judged.in(request);
        if (answer instanceof OperationOutcome outcome) {
            judged.warnings().forEach(outcome::addIssue);
        } else if (answer instanceof Bundle bundle && request.getResource() instanceof Bundle batch) {
            judged.explainIn(bundle, batch);
            if (request.getHeaders(Constants.HEADER_PREFER).stream().anyMatch(GateInterceptor::asksForOutcome)) {
                judged.warnIn(bundle);
            }
        }
    }

    private static boolean asksForOutcome(String preference) {
        return preference.contains("return=" + Constants.HEADER_PREFER_RETURN_OPERATION_OUTCOME);
    }
}
