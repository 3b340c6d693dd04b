package org.myotome.pages.openapi;

import ca.uhn.fhir.rest.api.Constants;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A body for requests of the document, by method and path. Those of a patient are about {@code Patient/example}. They stand in
 * the document as texts: in YAML without quotes, a reader would take a time or a code for something else.
 */
final class OpenApiExamples {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String OF_GUIDE = "/fhir/profiles/examples/";

    private final Map<String, String> bodies;

    private OpenApiExamples(Map<String, String> bodies) {
        this.bodies = bodies;
    }

    /** Of a body that is only named, the example of the guide is taken. */
    static OpenApiExamples read() {
        Map<String, String> bodies = new LinkedHashMap<>();
        JSON.convertValue(json("examples.json"), new TypeReference<Map<String, JsonNode>>() {})
                .forEach((request, body) -> bodies.put(
                        request,
                        (body.isTextual() ? json(OF_GUIDE + body.asText() + ".json") : body).toPrettyString()));
        return new OpenApiExamples(bodies);
    }

    private static JsonNode json(String name) {
        try (InputStream file = OpenApiExamples.class.getResourceAsStream(name)) {
            return JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Whether a request may stay in the document. With a second form of each search, and with {@code $meta} and
     * {@code $validate} of types that no example is of, it would be longer than the 3 MB that readers of YAML take.
     */
    private boolean isKept(String path) {
        String type = path.replaceFirst("^(/[^/]*).*", "$1");
        return !path.endsWith("/_search")
                && !path.endsWith("$meta")
                && (!path.endsWith("$validate") || bodies.containsKey("POST " + type));
    }

    /** Replaces every body that HAPI made up, and adds the requests with a body that HAPI leaves out. */
    void putInto(OpenAPI document) {
        document.getPaths().keySet().removeIf(path -> !isKept(path));
        document.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> correct(method + " " + path, operation)));
        bodies.forEach((request, body) -> {
            HttpMethod method = HttpMethod.valueOf(request.substring(0, request.indexOf(' ')));
            PathItem item = document.getPaths().get(request.substring(request.indexOf(' ') + 1));
            if (item != null && item.readOperationsMap().get(method) == null) {
                item.operation(method, sentAsBody(item.getGet(), body));
            }
        });
    }

    private void correct(String request, Operation operation) {
        idOf(operation).ifPresent(id -> id.setExample("example"));
        if (operation.getRequestBody() != null) {
            String body = bodies.get(request);
            operation.getRequestBody().getContent().forEach((type, content) -> {
                content.setExample(type.contains("json") ? body : null);
                content.setExampleSetFlag(type.contains("json") && body != null);
            });
        }
    }

    private static Optional<Parameter> idOf(Operation operation) {
        return Optional.ofNullable(operation.getParameters()).orElse(List.of()).stream()
                .filter(parameter -> parameter.getName().equals("id") && "path".equals(parameter.getIn()))
                .findFirst();
    }

    /** The same question as by GET, its parameters in a body. */
    private static Operation sentAsBody(Operation get, String body) {
        MediaType content = new MediaType().schema(new ObjectSchema());
        content.setExample(body);
        Operation post = new Operation()
                .tags(get.getTags())
                .summary(get.getSummary())
                .description(get.getDescription())
                .responses(get.getResponses())
                .requestBody(
                        new RequestBody().content(new Content().addMediaType(Constants.CT_FHIR_JSON_NEW, content)));
        idOf(get).ifPresent(post::addParametersItem);
        return post;
    }
}
