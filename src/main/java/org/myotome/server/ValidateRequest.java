package org.myotome.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.myotome.validation.Submission;

/**
 * What a client wants to have validated: the resource itself or a Parameters around it, with the mode and the profile beside
 * it in the body or in the URL.
 *
 * @param submission empty if there is no body, because a stored resource is meant
 */
record ValidateRequest(Optional<Submission> submission, Optional<String> mode, Optional<String> profile) {

    static ValidateRequest read(RequestDetails request, FhirContext fhir) {
        return read(request, fhir, "resource");
    }

    /** @param name what the parameter with the resource is called */
    static ValidateRequest read(RequestDetails request, FhirContext fhir, String name) {
        String body = RequestText.of(request);
        if (body.isBlank()) {
            return new ValidateRequest(Optional.empty(), inUrl(request, "mode"), inUrl(request, "profile"));
        }
        EncodingEnum encoding = Optional.ofNullable(RestfulServerUtils.determineRequestEncodingNoDefault(request))
                .orElseGet(() -> EncodingEnum.detectEncoding(body));
        Resource sent = (Resource) encoding.newParser(fhir).parseResource(body);
        if (!(sent instanceof Parameters parameters)) {
            return new ValidateRequest(
                    Optional.of(new Submission(sent, body)), inUrl(request, "mode"), inUrl(request, "profile"));
        }
        Optional<Submission> inner = Optional.ofNullable(parameters.getParameter(name))
                .map(Parameters.ParametersParameterComponent::getResource)
                .map(resource -> encoding == EncodingEnum.JSON
                        ? new Submission(resource, resourceOf(body, name))
                        : Submission.of(resource, fhir));
        return new ValidateRequest(
                inner,
                inBody(parameters, "mode", () -> inUrl(request, "mode")),
                inBody(parameters, "profile", () -> inUrl(request, "profile")));
    }

    /** The text of the resource in a Parameters: what parsing forgives is still to be seen in it. */
    private static String resourceOf(String parameters, String name) {
        try {
            for (JsonNode parameter : new ObjectMapper().readTree(parameters).path("parameter")) {
                if (parameter.path("name").asText().equals(name)) {
                    return parameter.path("resource").toString();
                }
            }
            return "";
        } catch (JsonProcessingException unreachable) {
            throw new IllegalStateException("HAPI has parsed this text before", unreachable);
        }
    }

    private static Optional<String> inBody(Parameters parameters, String name, Supplier<Optional<String>> otherwise) {
        return Optional.ofNullable(parameters.getParameter(name))
                .map(parameter -> parameter.getValue().primitiveValue())
                .or(otherwise);
    }

    private static Optional<String> inUrl(RequestDetails request, String name) {
        Map<String, String[]> parameters = request.getParameters();
        return Optional.ofNullable(parameters.get(name))
                .filter(values -> values.length > 0)
                .map(values -> values[0]);
    }
}
