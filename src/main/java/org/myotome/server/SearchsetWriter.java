package org.myotome.server;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.IRestfulResponse;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.util.DateUtils;
import ca.uhn.fhir.util.UrlUtil;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.hl7.fhir.r4.model.Meta;
import org.myotome.storage.search.FoundPage;
import org.myotome.storage.search.FoundResource;

/** Writes a Bundle of what was found as HAPI would encode it, from the texts as they are. */
final class SearchsetWriter {

    private static final int TYPICAL_RESOURCE = 2000;

    private final ServletRequestDetails request;
    private final StringBuilder json;

    private SearchsetWriter(ServletRequestDetails request, int resources) {
        this.request = request;
        this.json = new StringBuilder(TYPICAL_RESOURCE * (resources + 1));
    }

    /** @param list whether the resources were asked for, or their number only */
    static void write(FoundPage page, boolean list, ServletRequestDetails request) throws IOException {
        Date now = new Date();
        var writer = new SearchsetWriter(request, page.resources().size());
        writer.bundle(page, list, now);
        writer.send(now);
    }

    private void bundle(FoundPage page, boolean list, Date now) {
        json.append("{\"resourceType\":\"Bundle\",\"id\":\"").append(UUID.randomUUID());
        json.append("\",\"meta\":{\"lastUpdated\":\"").append(instant(now));
        json.append("\"},\"type\":\"searchset\"");
        page.total().ifPresent(total -> json.append(",\"total\":").append(total));
        String base = request.getFhirServerBase();
        json.append(",\"link\":[");
        link("self", RestfulServerUtils.createLinkSelf(base, request));
        page.next().ifPresent(place -> {
            json.append(',');
            link("next", next(base, place));
        });
        json.append(']');
        if (list && !page.resources().isEmpty()) {
            json.append(",\"entry\":[");
            for (int i = 0; i < page.resources().size(); i++) {
                json.append(i == 0 ? "" : ",");
                entry(base, page.resources().get(i));
            }
            json.append(']');
        }
        json.append('}');
    }

    private void link(String relation, String url) {
        json.append("{\"relation\":\"").append(relation).append("\",\"url\":\"");
        quoted(url).append("\"}");
    }

    private String next(String base, String place) {
        String same = RestfulServerUtils.createLinkSelfWithoutGivenParameters(
                base, request, List.of(PlainSearchRequest.AFTER));
        return same + (same.contains("?") ? "&" : "?") + PlainSearchRequest.AFTER + "=" + UrlUtil.escapeUrlParam(place);
    }

    private void entry(String base, FoundResource resource) {
        json.append("{\"fullUrl\":\"");
        quoted(base).append('/').append(resource.type()).append('/').append(resource.id());
        json.append("\",\"resource\":");
        if (resource.stored()) {
            completed(resource);
        } else {
            json.append(resource.json());
        }
        json.append(",\"search\":{\"mode\":\"match\"}}");
    }

    /** What is stored begins with the type, and {@code meta} if it has one comes next. */
    private void completed(FoundResource resource) {
        String text = resource.json();
        int type = "{\"resourceType\":\"".length() + resource.type().length() + 1;
        json.append(text, 0, type).append(",\"id\":\"").append(resource.id());
        json.append("\",\"meta\":{\"versionId\":\"").append(resource.version());
        json.append("\",\"lastUpdated\":\"").append(instant(resource.updated())).append('"');
        if (!resource.source().isEmpty()) {
            json.append(",\"source\":\"");
            quoted(resource.source()).append('"');
        }
        String meta = ",\"meta\":{";
        if (text.startsWith(meta, type)) {
            json.append(',').append(text, type + meta.length(), text.length());
        } else {
            json.append('}').append(text, type, text.length());
        }
    }

    private static String instant(Date date) {
        return new Meta().setLastUpdated(date).getLastUpdatedElement().getValueAsString();
    }

    private StringBuilder quoted(String text) {
        JsonStringEncoder.getInstance().quoteAsString(text, json);
        return json;
    }

    private void send(Date now) throws IOException {
        byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
        String type =
                RestfulServerUtils.determineResponseEncodingWithDefault(request).getResourceContentType()
                        + Constants.CHARSET_UTF8_CTSUFFIX;
        IRestfulResponse response = request.getResponse();
        response.addHeader(Constants.HEADER_LAST_MODIFIED, DateUtils.formatDate(now));
        boolean zip = request.isRespondGzip();
        if (zip) {
            response.addHeader(Constants.HEADER_CONTENT_ENCODING, Constants.ENCODING_GZIP);
        }
        OutputStream out =
                response.getResponseOutputStream(Constants.STATUS_HTTP_200_OK, type, zip ? null : body.length);
        // The response forgets the encoding in the type.
        request.getServletResponse().setCharacterEncoding(Constants.CHARSET_NAME_UTF8);
        try (OutputStream whole = zip ? new GZIPOutputStream(out) : out) {
            whole.write(body);
        }
    }
}
