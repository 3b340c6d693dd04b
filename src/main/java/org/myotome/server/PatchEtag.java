package org.myotome.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.myotome.FhirInterceptor;

/** Gives the answer to a patch the version in its ETag, as HAPI does for create and update, so that a client can go on. */
@Interceptor
final class PatchEtag implements FhirInterceptor {

    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void add(RequestDetails request, @Nullable IBaseResource answer) {
        boolean patched = request.getRequestType() == RequestTypeEnum.PATCH && answer != null;
        if (patched && answer.getMeta().getVersionId() != null) {
            request.getResponse()
                    .addHeader(Constants.HEADER_ETAG, "W/\"" + answer.getMeta().getVersionId() + "\"");
        }
    }
}
