package org.myotome.pages.openapi;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import org.myotome.FhirInterceptor;
import org.springframework.util.function.SingletonSupplier;

/**
 * {@code /fhir/api-docs} and {@code /fhir/swagger-ui/}. What answers them is made at the first of these requests: its libraries
 * would cost the start a second.
 */
@Interceptor
final class OpenApiPages implements FhirInterceptor {

    private static final String POLICY = "default-src 'none'; script-src 'self' 'unsafe-inline'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; "
            + "form-action 'none'; frame-ancestors 'none'";

    private final Supplier<OpenApiDocument> document = SingletonSupplier.of(OpenApiDocument::new);

    /** @return whether the request is for something else */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED)
    public boolean serve(HttpServletRequest request, HttpServletResponse response, ServletRequestDetails details)
            throws IOException {
        String path = String.valueOf(request.getPathInfo());
        if (!request.getMethod().equals("GET") || !path.startsWith("/swagger-ui") && !path.equals("/api-docs")) {
            return true;
        }
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        return document.get().serveSwaggerUi(request, response, details);
    }
}
