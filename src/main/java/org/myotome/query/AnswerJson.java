package org.myotome.query;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.utilities.Utilities;

/**
 * Writes a Parameters of the server's own, or a Bundle of them, as JSON. HAPI's encoder, which must be ready for everything,
 * takes most of the time of an answer with hundreds of parts; the text is the same.
 */
public final class AnswerJson {

    private static final Set<String> CHANGING = Set.of("_pretty", "_summary", "_elements");
    private static final Pattern JSON = Pattern.compile("(application/(fhir\\+)?)?json");
    private static final Pattern ANY = Pattern.compile("|\\*/\\*|application/\\*");

    private static final String TYPE = Constants.CT_FHIR_JSON_NEW + Constants.CHARSET_UTF8_CTSUFFIX;

    private final JsonFactory factory = new JsonFactory();
    private final FhirContext fhir;

    public AnswerJson(FhirContext fhir) {
        this.fhir = fhir;
    }

    /** Whether plain JSON is what the client wants; anything else is for HAPI. */
    public static boolean isWanted(RequestDetails request) {
        if (request.getParameters().keySet().stream().anyMatch(CHANGING::contains)) {
            return false;
        }
        String[] format = request.getParameters().get(Constants.PARAM_FORMAT);
        if (format != null) {
            return format.length == 1
                    && JSON.matcher(format[0].replace(' ', '+')).matches();
        }
        List<String> accept = request.getHeaders(Constants.HEADER_ACCEPT);
        return accept == null
                || accept.isEmpty()
                || accept.size() == 1
                        && (JSON.matcher(accept.get(0)).matches()
                                || ANY.matcher(accept.get(0)).matches());
    }

    /** Sends the answer in the form that the client wants. */
    public void send(IBaseResource answer, RequestDetails request, HttpServletResponse response) throws IOException {
        if (isWanted(request)) {
            response.setContentType(TYPE);
            write(answer, response.getOutputStream());
        } else {
            sendByHapi(answer, request);
        }
    }

    /** Sends JSON as it is. */
    public static void send(String json, HttpServletResponse response) throws IOException {
        response.setContentType(TYPE);
        response.getOutputStream().write(json.getBytes(StandardCharsets.UTF_8));
    }

    /** In any form that HAPI has. */
    public static void sendByHapi(IBaseResource answer, RequestDetails request) throws IOException {
        RestfulServerUtils.streamResponseAsResource(
                request.getServer(), answer, Set.of(), Constants.STATUS_HTTP_200_OK, false, false, request);
    }

    /** @param answer a Parameters, or a Bundle with links and Parameters that have neither id nor meta */
    public void write(IBaseResource answer, OutputStream out) throws IOException {
        try (JsonGenerator json = factory.createGenerator(out)) {
            if (answer instanceof Bundle bundle) {
                write(bundle, json);
            } else {
                write((Parameters) answer, json);
            }
        }
    }

    private void write(Bundle bundle, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("resourceType", "Bundle");
        json.writeStringField("type", bundle.getType().toCode());
        json.writeArrayFieldStart("link");
        for (Bundle.BundleLinkComponent link : bundle.getLink()) {
            json.writeStartObject();
            json.writeStringField("relation", link.getRelation());
            json.writeStringField("url", link.getUrl());
            json.writeEndObject();
        }
        json.writeEndArray();
        if (bundle.hasEntry()) {
            json.writeArrayFieldStart("entry");
            for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
                json.writeStartObject();
                json.writeFieldName("resource");
                write((Parameters) entry.getResource(), json);
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void write(Parameters parameters, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("resourceType", "Parameters");
        write("parameter", parameters.getParameter(), json);
        json.writeEndObject();
    }

    private void write(String name, List<ParametersParameterComponent> parts, JsonGenerator json) throws IOException {
        if (parts.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(name);
        for (ParametersParameterComponent part : parts) {
            json.writeStartObject();
            json.writeStringField("name", part.getName());
            if (part.hasValue()) {
                json.writeFieldName(
                        "value" + Utilities.capitalize(part.getValue().fhirType()));
                write(part.getValue(), json);
            }
            write("part", part.getPart(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void write(Type value, JsonGenerator json) throws IOException {
        if (value instanceof BooleanType flag) {
            json.writeBoolean(flag.booleanValue());
        } else if (value instanceof IntegerType number) {
            json.writeNumber(number.getValue());
        } else if (value instanceof DecimalType number) {
            json.writeNumber(number.getValue().toPlainString());
        } else if (value instanceof PrimitiveType<?> primitive) {
            json.writeString(primitive.getValueAsString());
        } else if (value instanceof Reference reference && isOnlyReference(reference)) {
            json.writeStartObject();
            json.writeStringField("reference", reference.getReference());
            json.writeEndObject();
        } else if (value instanceof Coding coding && isPlain(coding)) {
            write(coding, json);
        } else {
            json.writeRawValue(fhir.newJsonParser().encodeToString(value));
        }
    }

    private static boolean isOnlyReference(Reference reference) {
        return !reference.hasDisplay()
                && !reference.hasType()
                && !reference.hasIdentifier()
                && !reference.hasExtension();
    }

    private static boolean isPlain(Coding coding) {
        return !coding.hasVersion() && !coding.hasUserSelected() && !coding.hasExtension() && !coding.hasId();
    }

    private static void write(Coding coding, JsonGenerator json) throws IOException {
        json.writeStartObject();
        if (coding.hasSystem()) {
            json.writeStringField("system", coding.getSystem());
        }
        if (coding.hasCode()) {
            json.writeStringField("code", coding.getCode());
        }
        if (coding.hasDisplay()) {
            json.writeStringField("display", coding.getDisplay());
        }
        json.writeEndObject();
    }
}
