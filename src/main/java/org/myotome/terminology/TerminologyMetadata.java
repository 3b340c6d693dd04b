package org.myotome.terminology;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.SummaryEnum;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.io.IOException;
import java.util.Set;
import org.myotome.FhirInterceptor;
import org.myotome.RequestProblem;

/** Answers {@code GET metadata?mode=terminology}. HAPI would answer any mode with the CapabilityStatement. */
@Interceptor
final class TerminologyMetadata implements FhirInterceptor {

    private static final String MODE = "mode";

    private final TerminologyStatement statement;

    TerminologyMetadata(TerminologyStatement statement) {
        this.statement = statement;
    }

    /** Returns false if the request was answered here. */
    @Hook(value = Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED, order = 100)
    public boolean answer(ServletRequestDetails request) throws IOException {
        if (request.getRequestType() != RequestTypeEnum.GET
                || !Constants.URL_TOKEN_METADATA.equals(request.getRequestPath())
                || !request.getParameters().containsKey(MODE)) {
            return true;
        }
        var mode = request.getParameters().get(MODE);
        if (mode.length != 1 || !Set.of("full", "normative", "terminology").contains(mode[0])) {
            throw RequestProblem.invalid("Parameter mode of metadata is \"" + String.join("\", \"", mode)
                    + "\". It must be one of full, normative and terminology.");
        }
        if (!mode[0].equals("terminology")) {
            return true;
        }
        RestfulServerUtils.streamResponseAsResource(
                request.getServer(),
                statement.at(request.getFhirServerBase()),
                Set.of(SummaryEnum.FALSE),
                Constants.STATUS_HTTP_200_OK,
                false,
                request.isRespondGzip(),
                request);
        return false;
    }
}
