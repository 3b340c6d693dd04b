package org.myotome.server;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The words of a request. */
final class RequestText {

    private RequestText() {}

    /** The body as it was sent; UTF-8 unless the client names another charset, as FHIR prescribes. */
    static String of(RequestDetails request) {
        Charset charset = Objects.requireNonNullElse(request.getCharset(), StandardCharsets.UTF_8);
        return new String(request.loadRequestContents(), charset);
    }
}
