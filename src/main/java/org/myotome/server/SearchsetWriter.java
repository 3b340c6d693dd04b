package org.myotome.server;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.util.UrlUtil;
import java.io.IOException;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.myotome.storage.search.FoundPage;
import org.myotome.storage.search.FoundResource;
import org.myotome.storage.search.StoredJson;

/** Writes a Bundle of what was found as HAPI would encode it, from the texts as they are. */
final class SearchsetWriter {

    private static final int TYPICAL_RESOURCE = 2000;

    private final ServletRequestDetails request;
    private final StoredJson json;

    private SearchsetWriter(ServletRequestDetails request, int resources) {
        this.request = request;
        this.json = new StoredJson(TYPICAL_RESOURCE * (resources + 1));
    }

    /** @param list whether the resources were asked for, or their number only */
    static void write(FoundPage page, boolean list, ServletRequestDetails request) throws IOException {
        Date now = new Date();
        var writer = new SearchsetWriter(request, page.resources().size());
        writer.bundle(page, list, now);
        PlainAnswer.send(Constants.STATUS_HTTP_200_OK, writer.json, now, request);
    }

    private void bundle(FoundPage page, boolean list, Date now) {
        json.add("{\"resourceType\":\"Bundle\",\"id\":\"").add(UUID.randomUUID().toString());
        json.add("\",\"meta\":{\"lastUpdated\":\"").add(now).add("\"},\"type\":\"searchset\"");
        page.total().ifPresent(total -> json.add(",\"total\":").add(total));
        String base = request.getFhirServerBase();
        json.add(",\"link\":[");
        link("self", RestfulServerUtils.createLinkSelf(base, request));
        page.next().ifPresent(place -> {
            json.add(",");
            link("next", next(base, place));
        });
        json.add("]");
        if (list && !page.resources().isEmpty()) {
            json.add(",\"entry\":[");
            for (int i = 0; i < page.resources().size(); i++) {
                json.add(i == 0 ? "" : ",");
                entry(base, page.resources().get(i));
            }
            json.add("]");
        }
        json.add("}");
    }

    private void link(String relation, String url) {
        json.add("{\"relation\":\"")
                .add(relation)
                .add("\",\"url\":\"")
                .addQuoted(url)
                .add("\"}");
    }

    private String next(String base, String place) {
        String same = RestfulServerUtils.createLinkSelfWithoutGivenParameters(
                base, request, List.of(PlainSearchRequest.AFTER));
        return same + (same.contains("?") ? "&" : "?") + PlainSearchRequest.AFTER + "=" + UrlUtil.escapeUrlParam(place);
    }

    private void entry(String base, FoundResource resource) {
        json.add("{\"fullUrl\":\"")
                .addQuoted(base)
                .add("/")
                .add(resource.type())
                .add("/")
                .add(resource.id());
        json.add("\",\"resource\":").add(resource).add(",\"search\":{\"mode\":\"match\"}}");
    }
}
