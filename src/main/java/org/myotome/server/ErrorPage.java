package org.myotome.server;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/**
 * Tomcat's own errors, such as a path outside the endpoint or a URL that it cannot read, as an OperationOutcome. Tomcat makes
 * an instance of this class by its name; it works before and beside HAPI, and so writes the few lines itself.
 */
public final class ErrorPage extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        String words = status == 404
                ? "There is nothing at this address: the FHIR endpoint is /fhir, such as /fhir/metadata; the guide is at /guide/"
                : "The request could not be read (HTTP " + status
                        + "): check the URL and escape special characters in it";
        try {
            write(request, response, status, words);
            response.finishResponse();
        } catch (IOException gone) {
            container.getLogger().debug("The client has left before its error was written");
        }
    }

    /** The words of one error in the format that the client asks for. */
    static void write(HttpServletRequest request, HttpServletResponse response, int status, String words)
            throws IOException {
        String format = String.valueOf(request.getQueryString()).contains("_format=")
                ? request.getQueryString().replaceFirst("^.*_format=([^&]*).*$", "$1")
                : String.valueOf(request.getHeader("Accept"));
        boolean xml = format.contains("xml");
        response.setStatus(status);
        response.setContentType(xml ? "application/fhir+xml" : "application/fhir+json");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().write(xml ? xml(status, words) : json(status, words));
    }

    private static String code(int status) {
        return switch (status) {
            case 404 -> "not-found";
            case 405, 406, 415 -> "not-supported";
            case 412 -> "conflict";
            case 413 -> "too-long";
            case 421 -> "security";
            default -> status < 500 ? "structure" : "exception";
        };
    }

    private static String json(int status, String words) {
        return "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"%s\",\"diagnostics\":\"%s\"}]}"
                .formatted(code(status), words);
    }

    private static String xml(int status, String words) {
        return ("<OperationOutcome xmlns=\"http://hl7.org/fhir\"><issue><severity value=\"error\"/><code value=\"%s\"/>"
                        + "<diagnostics value=\"%s\"/></issue></OperationOutcome>")
                .formatted(code(status), words);
    }
}
