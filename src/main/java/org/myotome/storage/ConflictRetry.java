package org.myotome.storage;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.api.model.ResourceVersionConflictResolutionStrategy;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.myotome.FhirInterceptor;

/**
 * A write that lost a race is made again on what the winner has stored. Of several clients that create the same patient at
 * once by {@code If-None-Exist}, one creates it and the others are told of it, as if they had come a moment later. A
 * client that names the version it changes ({@code If-Match}) is told of the conflict, and so is one that deletes what others
 * refer to: trying again would not help them.
 */
final class ConflictRetry implements FhirInterceptor {

    /**
     * A transaction with several conditional creates may lose a race for each, and of 16 clients that update one resource at
     * once the last may lose to all others. HAPI waits longer before each next time.
     */
    private static final int MOST = 15;

    private static final Set<RequestTypeEnum> WRITES =
            EnumSet.of(RequestTypeEnum.POST, RequestTypeEnum.PUT, RequestTypeEnum.PATCH);

    @Hook(Pointcut.STORAGE_VERSION_CONFLICT)
    public ResourceVersionConflictResolutionStrategy retry(@Nullable RequestDetails request) {
        ResourceVersionConflictResolutionStrategy strategy = new ResourceVersionConflictResolutionStrategy();
        boolean again = request != null
                && WRITES.contains(request.getRequestType())
                && request.getHeader(Constants.HEADER_IF_MATCH) == null;
        strategy.setRetry(again);
        strategy.setMaxRetries(again ? MOST : 0);
        return strategy;
    }
}
