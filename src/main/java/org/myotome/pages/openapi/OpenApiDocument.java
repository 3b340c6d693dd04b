package org.myotome.pages.openapi;

import ca.uhn.fhir.rest.openapi.OpenApiInterceptor;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import io.swagger.v3.oas.models.OpenAPI;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** HAPI's document with Myotome's bodies. HAPI's own are empty resources and the word "example", which the gate refuses. */
final class OpenApiDocument extends OpenApiInterceptor {

    private final OpenApiExamples examples = OpenApiExamples.read();

    OpenApiDocument() {
        setBannerImage("/guide/icon.svg");
    }

    /** HAPI would call a file that is not there a failure of the server. */
    @Override
    protected boolean handleResourceRequest(HttpServletResponse response, ServletRequestDetails details, String path)
            throws IOException {
        try {
            return super.handleResourceRequest(response, details, path);
        } catch (InternalErrorException missing) {
            return false;
        }
    }

    @Override
    protected OpenAPI generateOpenApi(ServletRequestDetails details) {
        OpenAPI document = super.generateOpenApi(details);
        examples.putInto(document);
        return document;
    }
}
