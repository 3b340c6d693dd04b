package org.myotome.monitor;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryResponseComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.jspecify.annotations.Nullable;
import org.myotome.FhirInterceptor;

/** Counts what the FHIR endpoint has answered: what is acknowledged counts, and not what was tried. */
@Interceptor
public final class FhirMeters implements FhirInterceptor {

    /** Of the servlet request, for whoever measures it as a whole. */
    static final String INTERACTION = Interaction.class.getName();

    private static final String OBSERVATIONS = FhirMeters.class.getName();
    private static final String OBSERVATION = "Observation";

    private static final Set<RequestTypeEnum> WRITES =
            EnumSet.of(RequestTypeEnum.POST, RequestTypeEnum.PUT, RequestTypeEnum.PATCH, RequestTypeEnum.DELETE);

    private final ObservationCounters counters;
    private final Set<String> types;

    /** @param types of resources that are named in labels */
    FhirMeters(ObservationCounters counters, Set<String> types) {
        this.counters = counters;
        this.types = Set.copyOf(types);
    }

    /** Before anybody refuses or changes it. */
    @Hook(value = Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED, order = -100)
    public void begin(RequestDetails request, RestOperationTypeEnum operation) {
        if (operation == RestOperationTypeEnum.TRANSACTION
                && request.getResource() instanceof Bundle bundle
                && bundle.getType() != BundleType.BATCH) {
            long observations =
                    bundle.getEntry().stream().filter(FhirMeters::isWritten).count();
            request.getUserData().put(OBSERVATIONS, observations);
        }
    }

    private static boolean isWritten(BundleEntryComponent entry) {
        return entry.getResource() instanceof Observation
                && (entry.getRequest().getMethod() == HTTPVerb.POST
                        || entry.getRequest().getMethod() == HTTPVerb.PUT);
    }

    /** The entries of a batch, each for itself; after the gate has explained its refusals in them. */
    @Hook(value = Pointcut.SERVER_OUTGOING_RESPONSE, order = 100)
    public void answer(RequestDetails request, @Nullable IBaseResource answer) {
        if (answer instanceof Bundle responses
                && request.getResource() instanceof Bundle batch
                && batch.getType() == BundleType.BATCH) {
            List<BundleEntryComponent> sent = batch.getEntry();
            for (int i = 0; i < Math.min(sent.size(), responses.getEntry().size()); i++) {
                count(
                        isWritten(sent.get(i)) ? 1 : 0,
                        responses.getEntry().get(i).getResponse());
            }
        }
    }

    private void count(long observations, BundleEntryResponseComponent response) {
        String status = String.valueOf(response.getStatus());
        if (status.startsWith("2")) {
            counters.accepted(Channel.TRANSACTION, observations);
        } else if (status.startsWith("4")) {
            counters.refused(Channel.TRANSACTION, observations);
            if (response.getOutcome() instanceof OperationOutcome outcome) {
                counters.reasons(Channel.TRANSACTION, outcome);
            }
        }
    }

    @Hook(Pointcut.SERVER_OUTGOING_FAILURE_OPERATIONOUTCOME)
    public void refuse(RequestDetails request, IBaseOperationOutcome outcome) {
        if (isWrite(request) && outcome instanceof OperationOutcome why) {
            counters.reasons(channel(request), why);
        }
    }

    /** Every request, whatever became of it. */
    @Hook(Pointcut.SERVER_PROCESSING_COMPLETED)
    public void end(ServletRequestDetails request) {
        request.getServletRequest().setAttribute(INTERACTION, Interaction.of(request, types));
        if (!isWrite(request)) {
            return;
        }
        int status = request.getServletResponse().getStatus();
        long observations = observations(request);
        if (status < 300) {
            counters.accepted(channel(request), observations);
        } else if (status >= 400 && status < 500) {
            counters.refused(channel(request), observations);
        }
    }

    private static long observations(RequestDetails request) {
        if (request.getUserData().get(OBSERVATIONS) instanceof Long ofTransaction) {
            return ofTransaction;
        }
        return OBSERVATION.equals(request.getResourceName()) && request.getRequestType() != RequestTypeEnum.DELETE
                ? 1
                : 0;
    }

    /** Not a question that was posted. */
    private static boolean isWrite(RequestDetails request) {
        return WRITES.contains(request.getRequestType()) && request.getOperation() == null;
    }

    private static Channel channel(RequestDetails request) {
        return request.getResourceName() == null ? Channel.TRANSACTION : Channel.REST;
    }
}
