package org.myotome.server;

import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IPagingProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.myotome.storage.search.SearchQuery;

/** Reads what a request asks for, if it is the search of a resource type and wants a plain answer in JSON. */
final class PlainSearchRequest {

    /** The parameter of a next link that says after which resource the page begins. */
    static final String AFTER = "_after";

    private static final Set<String> ANSWER =
            Set.of("_count", "_sort", "_total", "_summary", "_format", "_pretty", AFTER);
    private static final Pattern JSON = Pattern.compile("(application/(fhir[+ ])?)?json");

    private final IPagingProvider paging;

    PlainSearchRequest(IPagingProvider paging) {
        this.paging = paging;
    }

    /** @return empty if HAPI must answer it */
    Optional<SearchQuery> read(RequestDetails request) {
        if (!isSearchOfType(request) || !isPlainAnswer(request)) {
            return Optional.empty();
        }
        Map<String, List<String>> conditions = new TreeMap<>();
        for (Map.Entry<String, String[]> parameter : request.getParameters().entrySet()) {
            String name = parameter.getKey();
            if (ANSWER.contains(name)) {
                if (parameter.getValue().length != 1 || parameter.getValue()[0].isBlank()) {
                    return Optional.empty();
                }
            } else if (name.indexOf(':') >= 0 || name.indexOf('.') >= 0) {
                return Optional.empty();
            } else {
                conditions.put(name, List.of(parameter.getValue()));
            }
        }
        return query(request, conditions);
    }

    private static boolean isSearchOfType(RequestDetails request) {
        boolean get = request.getRequestType() == RequestTypeEnum.GET && request.getOperation() == null;
        boolean posted = request.getRequestType() == RequestTypeEnum.POST && "_search".equals(request.getOperation());
        return (get || posted)
                && request.getResourceName() != null
                && request.getId() == null
                && request.getCompartmentName() == null
                && request.getTenantId() == null
                && request.getParameters() != null;
    }

    private static boolean isPlainAnswer(RequestDetails request) {
        String format = value(request, "_format").orElse("json");
        return JSON.matcher(format).matches()
                && PlainAnswer.isWanted(request)
                && value(request, "_total").orElse("none").matches("none|accurate")
                && value(request, "_summary").orElse("false").matches("false|count");
    }

    private Optional<SearchQuery> query(RequestDetails request, Map<String, List<String>> conditions) {
        int count = value(request, "_count").map(Integer::valueOf).orElse(paging.getDefaultPageSize());
        if (count == 0) {
            return Optional.empty();
        }
        boolean onlyCount = value(request, "_summary").orElse("").equals("count");
        return Optional.of(new SearchQuery(
                request.getResourceName(),
                conditions,
                value(request, "_sort"),
                value(request, AFTER),
                Math.min(count, paging.getMaximumPageSize()),
                !onlyCount,
                onlyCount || value(request, "_total").orElse("").equals("accurate")));
    }

    private static Optional<String> value(RequestDetails request, String name) {
        String[] values = request.getParameters().get(name);
        return values == null ? Optional.empty() : Optional.of(values[0]);
    }
}
