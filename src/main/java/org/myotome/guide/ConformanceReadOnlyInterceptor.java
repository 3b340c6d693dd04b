package org.myotome.guide;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.myotome.FhirInterceptor;

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
        if (write && request.getResourceName() != null) {
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

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_DELETED)
    public void refuseDelete(IBaseResource resource, @Nullable ServletRequestDetails client) {
        refuseClient(resource, client);
    }

    /** The server's own work has no client behind it. */
    private void refuseClient(IBaseResource resource, @Nullable ServletRequestDetails client) {
        if (client != null) {
            refuse(resource.fhirType());
        }
    }

    private void refuse(String type) {
        if (types.contains(type)) {
            throw TerminologyProblem.readOnly(type + " resources are read-only: they are files of this server's "
                    + "release and change with it. Allowed are GET " + type + "/[id], GET " + type + "?[parameters] "
                    + "and POST " + type + "/" + Constants.PARAM_SEARCH + ".");
        }
    }
}
