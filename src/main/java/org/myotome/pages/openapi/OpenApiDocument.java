package org.myotome.pages.openapi;

import ca.uhn.fhir.rest.openapi.OpenApiInterceptor;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import io.swagger.v3.oas.models.OpenAPI;

/** HAPI's document with Myotome's bodies. HAPI's own are empty resources and the word "example", which the gate refuses. */
final class OpenApiDocument extends OpenApiInterceptor {

    private final OpenApiExamples examples = OpenApiExamples.read();

    OpenApiDocument() {
        setBannerImage("/guide/icon.svg");
    }

    @Override
    protected OpenAPI generateOpenApi(ServletRequestDetails details) {
        OpenAPI document = super.generateOpenApi(details);
        examples.putInto(document);
        return document;
    }
}
