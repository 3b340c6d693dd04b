package org.myotome.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.jspecify.annotations.Nullable;
import org.myotome.FhirInterceptor;

/**
 * Completes the versions that a client needs to go on: HAPI gives no ETag for a patch, and the bare number for the entries of
 * a transaction.
 */
@Interceptor
final class Etags implements FhirInterceptor {

    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void add(RequestDetails request, @Nullable IBaseResource answer) {
        boolean patched = request.getRequestType() == RequestTypeEnum.PATCH && answer != null;
        if (patched && answer.getMeta().getVersionId() != null) {
            request.getResponse()
                    .addHeader(Constants.HEADER_ETAG, "W/\"" + answer.getMeta().getVersionId() + "\"");
        }
        if (answer instanceof Bundle bundle) {
            bundle.getEntry().stream()
                    .map(Bundle.BundleEntryComponent::getResponse)
                    .filter(response ->
                            response.hasEtag() && !response.getEtag().startsWith("W/"))
                    .forEach(response -> response.setEtag("W/\"" + response.getEtag() + "\""));
        }
    }
}
