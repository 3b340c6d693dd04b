package org.myotome.server;

import ca.uhn.fhir.interceptor.api.HookParams;
import ca.uhn.fhir.interceptor.api.IInterceptorBroadcaster;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;

/** Whoever decides about requests, as the gate, hears of those that HAPI does not handle as of those that it does. */
final class Announcement {

    private Announcement() {}

    static void of(
            ServletRequestDetails request, RestOperationTypeEnum operation, IInterceptorBroadcaster interceptors) {
        request.setRestOperationType(operation);
        interceptors.callHooks(
                Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED,
                new HookParams()
                        .add(RequestDetails.class, request)
                        .add(ServletRequestDetails.class, request)
                        .add(RestOperationTypeEnum.class, operation));
    }
}
