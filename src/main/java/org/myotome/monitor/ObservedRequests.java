package org.myotome.monitor;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.server.ServletRequestTracing;
import io.micrometer.core.instrument.Tags;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.MDC;

/**
 * Measures requests from their first to their last byte, gives each an id, which the lines of the log about it have too, and
 * a span.
 */
final class ObservedRequests implements Filter {

    /** Under which the log has the id; the name of the field where the log is JSON. */
    static final String REQUEST_ID = "requestId";

    private final Durations durations;
    private final Spans spans;
    private final LongAdder active = new LongAdder();

    ObservedRequests(Durations durations, Spans spans) {
        this.durations = durations;
        this.spans = spans;
    }

    private record Labels(Interaction interaction, String outcome) implements Durations.Labels {

        @Override
        public Tags tags() {
            return Tags.of("interaction", interaction.name(), "type", interaction.type(), "outcome", outcome);
        }
    }

    /** Requests that are being answered. */
    long active() {
        return active.sum();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long start = System.nanoTime();
        HttpServletRequest http = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        // The FHIR endpoint uses the same one, and says it in the header and in what it answers.
        String id = ServletRequestTracing.getOrGenerateRequestId(request);
        if (!http.getServletPath().startsWith("/fhir")) {
            answer.setHeader(Constants.HEADER_REQUEST_ID, id);
        }
        MDC.put(REQUEST_ID, id);
        active.increment();
        boolean whole = false;
        try (Spans.Open span = spans.request(http)) {
            try {
                chain.doFilter(request, response);
                whole = true;
            } finally {
                int status = whole ? answer.getStatus() : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
                Interaction interaction = interaction(http);
                span.answered(interaction, http.getMethod(), status, id);
                durations.add(new Labels(interaction, outcome(status)), System.nanoTime() - start);
            }
        } finally {
            active.decrement();
            MDC.remove(REQUEST_ID);
        }
    }

    private static Interaction interaction(HttpServletRequest request) {
        return request.getAttribute(FhirMeters.INTERACTION) instanceof Interaction known
                ? known
                : Interaction.ofPath(request.getServletPath());
    }

    private static String outcome(int status) {
        if (status < 400) {
            return "ok";
        }
        return status < 500 ? "refused" : "failed";
    }
}
