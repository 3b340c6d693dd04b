package org.myotome.terminology;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.SummaryEnum;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletSubRequestDetails;
import ca.uhn.fhir.util.UrlUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.myotome.FhirInterceptor;

/**
 * Answers a batch whose entries all call terminology operations, as validators send them. HAPI would take a posted
 * Parameters for something to store. A batch with other entries too goes on to HAPI, which answers operations with GET.
 */
@Interceptor
final class TerminologyBatch implements FhirInterceptor {

    private static final Pattern CALL =
            Pattern.compile("/?(CodeSystem|ValueSet|ConceptMap)(?:/([A-Za-z0-9.-]{1,64}))?/(\\$[a-z-]+)(?:\\?(.*))?");

    /** An operation, by resource type and name. */
    interface Call {
        Resource answer(@Nullable IdType id, ServletRequestDetails request);
    }

    private final FhirContext fhir;
    private final Map<String, Call> operations;

    /** @param operations by {@code ValueSet/$expand} and so on */
    TerminologyBatch(FhirContext fhir, Map<String, Call> operations) {
        this.fhir = fhir;
        this.operations = operations;
    }

    /** Returns false if the request was answered here. */
    @Hook(value = Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED, order = 90)
    public boolean answer(ServletRequestDetails request) throws IOException {
        if (request.getRequestType() != RequestTypeEnum.POST
                || request.getResourceName() != null
                || request.getOperation() != null
                || !mentionsOperation(request.loadRequestContents())) {
            return true;
        }
        var batch = read(request);
        if (batch.isEmpty()) {
            return true;
        }
        var answer = new Bundle().setType(BundleType.BATCHRESPONSE);
        batch.get().getEntry().forEach(entry -> answer.addEntry(answered(entry, request)));
        RestfulServerUtils.streamResponseAsResource(
                request.getServer(),
                answer,
                Set.of(SummaryEnum.FALSE),
                Constants.STATUS_HTTP_200_OK,
                false,
                request.isRespondGzip(),
                request);
        return false;
    }

    /** Spares every other Bundle the parsing: an operation is called at {@code /$name}. */
    private static boolean mentionsOperation(byte[] body) {
        for (var i = 1; i < body.length; i++) {
            if (body[i] == '$' && body[i - 1] == '/') {
                return true;
            }
        }
        return false;
    }

    private Optional<Bundle> read(ServletRequestDetails request) {
        try {
            var encoding = Optional.ofNullable(RestfulServerUtils.determineRequestEncodingNoDefault(request))
                    .orElse(EncodingEnum.JSON);
            var body = new String(request.loadRequestContents(), StandardCharsets.UTF_8);
            return Optional.of(encoding.newParser(fhir).parseResource(body))
                    .filter(Bundle.class::isInstance)
                    .map(Bundle.class::cast)
                    .filter(bundle -> bundle.getType() == BundleType.BATCH && bundle.hasEntry())
                    .filter(bundle -> bundle.getEntry().stream().allMatch(this::isCall));
        } catch (DataFormatException unreadable) {
            // Those that come after say what is wrong with it.
            return Optional.empty();
        }
    }

    private boolean isCall(BundleEntryComponent entry) {
        var call = CALL.matcher(String.valueOf(entry.getRequest().getUrl()));
        var method = entry.getRequest().getMethod();
        return (method == HTTPVerb.GET || method == HTTPVerb.POST)
                && call.matches()
                && operations.containsKey(name(call));
    }

    private static String name(Matcher call) {
        return call.group(1) + "/" + call.group(3);
    }

    private BundleEntryComponent answered(BundleEntryComponent entry, ServletRequestDetails request) {
        var call = CALL.matcher(entry.getRequest().getUrl());
        if (!call.matches()) {
            throw new IllegalStateException(
                    "no operation: " + entry.getRequest().getUrl());
        }
        var answered = new BundleEntryComponent();
        try {
            var single = new ServletSubRequestDetails(request);
            single.setOperation(call.group(3));
            single.setResource(entry.getResource());
            single.setParameters(call.group(4) == null ? Map.of() : UrlUtil.parseQueryString(call.group(4)));
            Optional.ofNullable(request.getHeader(TerminologyLanguages.HEADER))
                    .ifPresent(languages -> single.addHeader(TerminologyLanguages.HEADER, languages));
            var id = call.group(2) == null ? null : new IdType(call.group(1), call.group(2));
            answered.setResource(operations.get(name(call)).answer(id, single));
            answered.getResponse().setStatus("200 OK");
        } catch (BaseServerResponseException problem) {
            var status = problem.getStatusCode();
            answered.getResponse()
                    .setStatus(status + " " + Constants.HTTP_STATUS_NAMES.getOrDefault(status, ""))
                    .setOutcome((Resource) problem.getOperationOutcome());
        }
        return answered;
    }
}
