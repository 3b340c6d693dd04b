package org.myotome.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryResponseComponent;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.jspecify.annotations.Nullable;
import org.myotome.FhirInterceptor;
import org.myotome.storage.database.Outage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an entry of a batch says when the server has failed at it: HAPI would quote the failure, with its class, its SQL and
 * its values, where {@link ErrorInterceptor} does not come by.
 */
@Interceptor
final class BatchFailures implements FhirInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(BatchFailures.class);

    private static final String FAILED = "500";

    /** How failures of the connection to the database call themselves. */
    private static final Pattern OUTAGE = Pattern.compile(
            "JDBCConnectionException|CannotCreateTransaction|DataAccessResourceFailure|TransientConnection"
                    + "|Connection is closed|Unable to (?:acquire|rollback|commit against) JDBC|Could not open JPA");

    private static final Pattern TYPE = Pattern.compile("\\b[\\w.]+(?:Exception|Error)\\b");

    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void clean(RequestDetails request, @Nullable IBaseResource answer) {
        if (answer instanceof Bundle bundle) {
            bundle.getEntry().stream()
                    .filter(entry ->
                            String.valueOf(entry.getResponse().getStatus()).startsWith(FAILED))
                    .forEach(entry -> clean(entry, request.getRequestId()));
        }
    }

    private static void clean(BundleEntryComponent entry, @Nullable String requestId) {
        BundleEntryResponseComponent response = entry.getResponse();
        String words = response.getOutcome() instanceof OperationOutcome outcome
                ? outcome.getIssueFirstRep().getDiagnostics()
                : "";
        Matcher type = TYPE.matcher(String.valueOf(words));
        LOG.error("An entry of batch {} failed: {}", requestId, type.find() ? type.group() : "unknown");
        if (OUTAGE.matcher(String.valueOf(words)).find()) {
            response.setStatus("503 Service Unavailable");
            response.setOutcome((OperationOutcome) Outage.UNREACHABLE.answer().getOperationOutcome());
        } else {
            response.setOutcome(ErrorWords.of(500, words));
        }
    }
}
