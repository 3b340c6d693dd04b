package org.myotome.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.IInterceptorBroadcaster;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.io.IOException;
import java.util.Optional;
import org.myotome.FhirInterceptor;
import org.myotome.storage.search.FoundPage;
import org.myotome.storage.search.SearchQuery;
import org.myotome.storage.search.StoredSearches;

/**
 * Answers plain searches from the stored texts, without parsing and encoding a resource. Every other search goes on to HAPI
 * unchanged, and so does one whose answer would need a link that only HAPI can give.
 */
@Interceptor
final class PlainSearchInterceptor implements FhirInterceptor {

    private final StoredSearches searches;
    private final PlainSearchRequest requests;
    private final IInterceptorBroadcaster interceptors;

    PlainSearchInterceptor(StoredSearches searches, PlainSearchRequest requests, IInterceptorBroadcaster interceptors) {
        this.searches = searches;
        this.requests = requests;
        this.interceptors = interceptors;
    }

    /** Returns false if the request was answered here. After the interceptors that refuse a request, which have no order. */
    @Hook(value = Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED, order = 100)
    public boolean answer(ServletRequestDetails request) throws IOException {
        Optional<SearchQuery> query = requests.read(request);
        Optional<FoundPage> found =
                query.flatMap(plain -> searches.find(plain, request)).filter(page -> canLink(request, page));
        if (found.isEmpty()) {
            refuseToGoOn(request);
            return true;
        }
        Announcement.of(request, RestOperationTypeEnum.SEARCH_TYPE, interceptors);
        SearchsetWriter.write(found.get(), query.orElseThrow().page(), request);
        return false;
    }

    /** HAPI does not know the place where a page begins and would give the first page again, for ever. */
    private static void refuseToGoOn(RequestDetails request) {
        if (request.getParameters() != null && request.getParameters().containsKey(PlainSearchRequest.AFTER)) {
            throw new InvalidRequestException("The search with " + PlainSearchRequest.AFTER
                    + " is not one that a next link has: follow the link as it was given");
        }
    }

    /** The parameters of a posted search are kept out of addresses, and so out of links. */
    private static boolean canLink(RequestDetails request, FoundPage page) {
        return request.getRequestType() == RequestTypeEnum.GET || page.next().isEmpty();
    }
}
