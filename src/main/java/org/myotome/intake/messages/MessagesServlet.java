package org.myotome.intake.messages;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.myotome.RequestProblem;
import org.myotome.storage.database.Outage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All addresses below {@code /intake} that take no messages in. What it answers holds patients' data: no cache may keep it,
 * and of what fails only the place is logged, never words.
 */
final class MessagesServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(MessagesServlet.class);

    /** Tomcat leaves out a parameter that it cannot read, and says so here. */
    private static final String UNREADABLE = "org.apache.catalina.parameter_parse_failed";

    private final transient Routes routes;
    private final transient FhirContext fhir;

    MessagesServlet(Routes routes, FhirContext fhir) {
        this.routes = routes;
        this.fhir = fhir;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Reply reply = reply(request);
        response.setStatus(reply.status());
        response.setContentType(reply.contentType());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        reply.headers().forEach(response::setHeader);
        response.setContentLength(reply.body().length);
        response.getOutputStream().write(reply.body());
    }

    /** To HEAD, Tomcat answers what it would to GET, without the body. */
    private static Asked asked(HttpServletRequest request) {
        String method = request.getMethod();
        return new Asked(
                method.equals("HEAD") ? "GET" : method,
                request.getRequestURL().toString(),
                Optional.ofNullable(request.getPathInfo()).orElse(""),
                parameters(request),
                Optional.ofNullable(request.getHeader("Accept")).filter(accept -> !accept.isBlank()));
    }

    /** Without a query, Tomcat would look for parameters in a form that is posted. */
    private static Map<String, String[]> parameters(HttpServletRequest request) {
        Map<String, String[]> parameters = request.getQueryString() == null ? Map.of() : request.getParameterMap();
        if (request.getAttribute(UNREADABLE) != null) {
            throw RequestProblem.invalid(
                    "A parameter of the address cannot be read: write each character other than letters"
                            + " and digits as a percent sign and two hexadecimal digits, such as %7C for a bar");
        }
        return parameters;
    }

    private Reply reply(HttpServletRequest request) {
        try {
            return routes.reply(asked(request));
        } catch (BaseServerResponseException problem) {
            return outcome(problem.getStatusCode(), problem.getOperationOutcome(), problem.getResponseHeaders());
        } catch (RuntimeException failure) {
            Optional<BaseServerResponseException> outage = Outage.in(failure).map(Outage::answer);
            if (outage.isPresent()) {
                BaseServerResponseException later = outage.get();
                return outcome(later.getStatusCode(), later.getOperationOutcome(), later.getResponseHeaders());
            }
            LOG.error("A request below /intake failed: {}", frames(failure));
            return outcome(500, failed(), Map.of());
        }
    }

    private Reply outcome(int status, IBaseOperationOutcome outcome, Map<String, List<String>> headers) {
        String json = fhir.newJsonParser().encodeResourceToString(outcome);
        return new Reply(
                status,
                "application/fhir+json; charset=utf-8",
                json.getBytes(StandardCharsets.UTF_8),
                headers.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, header -> String.join(", ", header.getValue()))));
    }

    private static OperationOutcome failed() {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(IssueSeverity.FATAL)
                .setCode(IssueType.EXCEPTION)
                .setDiagnostics(
                        "The server failed; the request may be right. A message is stored whole or not at all: look at it"
                                + " with GET before you replay it again. The log says where the server failed");
        return outcome;
    }

    /** The types of the failure and of its causes, each with the first places in its trace. */
    private static String frames(Throwable failure) {
        StringBuilder frames = new StringBuilder();
        for (Throwable cause = failure; cause != null && frames.length() < 2000; cause = cause.getCause()) {
            List<StackTraceElement> first =
                    Arrays.stream(cause.getStackTrace()).limit(3).toList();
            frames.append(cause.getClass().getName())
                    .append(" at ")
                    .append(first)
                    .append("; ");
        }
        return frames.toString();
    }
}
