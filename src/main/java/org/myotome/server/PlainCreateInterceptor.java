package org.myotome.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.IInterceptorBroadcaster;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.myotome.FhirInterceptor;
import org.myotome.server.PlainCreateRequest.Creates;
import org.myotome.storage.create.StoredCreates;
import org.myotome.storage.search.FoundResource;

/** Stores what is plainly created without HAPI's objects for rows. Every other request goes on to HAPI unchanged. */
@Interceptor
final class PlainCreateInterceptor implements FhirInterceptor {

    private final StoredCreates creates;
    private final PlainCreateRequest requests;
    private final IInterceptorBroadcaster interceptors;

    PlainCreateInterceptor(StoredCreates creates, PlainCreateRequest requests, IInterceptorBroadcaster interceptors) {
        this.creates = creates;
        this.requests = requests;
        this.interceptors = interceptors;
    }

    /** Returns false if the request was answered here. After the interceptors that refuse a request, which have no order. */
    @Hook(value = Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED, order = 100)
    public boolean answer(ServletRequestDetails request) throws IOException {
        Optional<Creates> wanted = requests.read(request);
        if (wanted.isEmpty()) {
            return true;
        }
        boolean transaction = wanted.get().resource() instanceof Bundle;
        request.setResource(wanted.get().resource());
        Announcement.of(
                request, transaction ? RestOperationTypeEnum.TRANSACTION : RestOperationTypeEnum.CREATE, interceptors);
        List<FoundResource> created = creates.create(wanted.get().drafts(), request);
        if (transaction) {
            CreatedWriter.writeTransaction(created, request);
        } else {
            CreatedWriter.writeResource(created.get(0), request);
        }
        return false;
    }
}
