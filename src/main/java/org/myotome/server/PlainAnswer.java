package org.myotome.server;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.server.IRestfulResponse;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.zip.GZIPOutputStream;
import org.apache.tomcat.util.http.FastHttpDateFormat;
import org.myotome.storage.search.StoredJson;

/** Compact JSON that is sent as it is. */
final class PlainAnswer {

    private PlainAnswer() {}

    /** As HTTP writes it (RFC 9110, section 5.6.7). Tomcat remembers those of the last seconds. */
    static String httpDate(Date date) {
        return FastHttpDateFormat.formatDate(date.getTime());
    }

    /** Whether the client wants compact JSON; HAPI gives it everything else. */
    static boolean isWanted(RequestDetails request) {
        return RestfulServerUtils.determineResponseEncodingWithDefault(request).getEncoding() == EncodingEnum.JSON
                && !RestfulServerUtils.prettyPrintResponse(request.getServer(), request);
    }

    static void send(int status, StoredJson json, Date modified, ServletRequestDetails request) throws IOException {
        byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
        String type =
                RestfulServerUtils.determineResponseEncodingWithDefault(request).getResourceContentType()
                        + Constants.CHARSET_UTF8_CTSUFFIX;
        IRestfulResponse response = request.getResponse();
        response.addHeader(Constants.HEADER_LAST_MODIFIED, httpDate(modified));
        boolean zip = request.isRespondGzip();
        if (zip) {
            response.addHeader(Constants.HEADER_CONTENT_ENCODING, Constants.ENCODING_GZIP);
        }
        OutputStream out = response.getResponseOutputStream(status, type, zip ? null : body.length);
        // The response forgets the encoding in the type.
        request.getServletResponse().setCharacterEncoding(Constants.CHARSET_NAME_UTF8);
        try (OutputStream whole = zip ? new GZIPOutputStream(out) : out) {
            whole.write(body);
        }
    }
}
