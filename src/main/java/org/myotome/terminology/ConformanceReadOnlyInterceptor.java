package org.myotome.terminology;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.util.UrlUtil;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.jspecify.annotations.Nullable;
import org.myotome.FhirInterceptor;
import org.myotome.RequestProblem;

/**
 * Answers an attempt to write a conformance resource with 405 and the reason. Without it HAPI says 400, "does not know
 * how to handle", and an entry of a transaction would go past the missing write methods straight into storage.
 */
@Interceptor
final class ConformanceReadOnlyInterceptor implements FhirInterceptor {

    private final Set<String> types;

    ConformanceReadOnlyInterceptor(Set<String> types) {
        this.types = types;
    }

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED)
    public void refuseRequest(RequestDetails request) {
        var write = switch (request.getRequestType()) {
            case PUT, PATCH, DELETE -> true;
            case POST -> request.getOperation() == null;
            default -> false;
        };
        if (write) {
            refuse(request.getResourceName());
        }
    }

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void refuseCreate(IBaseResource resource, @Nullable ServletRequestDetails client) {
        refuseClient(resource, client);
    }

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void refuseUpdate(IBaseResource before, IBaseResource after, @Nullable ServletRequestDetails client) {
        refuseClient(after, client);
    }

    /** A deletion finds nothing to delete in storage, and would be reported as a success. */
    @Hook(Pointcut.STORAGE_TRANSACTION_PROCESSING)
    public void refuseDelete(IBaseBundle bundle, @Nullable ServletRequestDetails client) {
        if (client != null && bundle instanceof Bundle sent && sent.getType() == BundleType.TRANSACTION) {
            sent.getEntry().stream()
                    .map(BundleEntryComponent::getRequest)
                    .filter(request -> request.getMethod() == HTTPVerb.DELETE)
                    .map(request -> UrlUtil.parseUrl(request.getUrl()).getResourceType())
                    .forEach(this::refuse);
        }
    }

    /** The server's own work has no client behind it. */
    private void refuseClient(IBaseResource resource, @Nullable ServletRequestDetails client) {
        if (client != null) {
            refuse(resource.fhirType());
        }
    }

    private void refuse(@Nullable String type) {
        if (type != null && types.contains(type)) {
            throw RequestProblem.readOnly(type + " resources are read-only: they are files of this server's "
                    + "release and change with it. Allowed are GET " + type + "/[id], GET " + type + "?[parameters] "
                    + "and POST " + type + "/" + Constants.PARAM_SEARCH + ".");
        }
    }
}
