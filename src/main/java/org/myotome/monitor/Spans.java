package org.myotome.monitor;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * Spans for requests and messages, by OpenTelemetry's API. Without its agent there is nobody to trace for, and nothing is
 * done. A span says what kind of request it was and never what was asked: an address may name a patient, and so may a search.
 */
final class Spans {

    private static final String SCOPE = "org.myotome";

    private static final Open NOTHING = new Open(Span.getInvalid(), null);

    private static final TextMapGetter<HttpServletRequest> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(HttpServletRequest request) {
            return Collections.list(request.getHeaderNames());
        }

        @Override
        public @Nullable String get(@Nullable HttpServletRequest request, String key) {
            return request == null ? null : request.getHeader(key);
        }
    };

    private final OpenTelemetry telemetry;
    private final Tracer tracer;
    private final boolean traced;

    Spans() {
        telemetry = GlobalOpenTelemetry.get();
        tracer = telemetry.getTracer(SCOPE);
        traced = telemetry.getTracerProvider() != TracerProvider.noop();
    }

    /** Whether there is an agent. */
    boolean traced() {
        return traced;
    }

    /** A request over HTTP; its trace goes on where the client began it ({@code traceparent}). */
    Open request(HttpServletRequest request) {
        if (!traced) {
            return NOTHING;
        }
        Context parent = Context.current();
        if (!Span.fromContext(parent).getSpanContext().isValid()) {
            // Otherwise the agent has looked at the headers.
            parent = telemetry.getPropagators().getTextMapPropagator().extract(parent, request, HEADERS);
        }
        return open(SpanKind.SERVER, "request", parent);
    }

    /** A message that is not FHIR. */
    Open message(Channel channel) {
        return traced ? open(SpanKind.CONSUMER, "message " + channel.label(), Context.current()) : NOTHING;
    }

    private Open open(SpanKind kind, String name, Context parent) {
        Span span = tracer.spanBuilder(name).setSpanKind(kind).setParent(parent).startSpan();
        return new Open(span, span.makeCurrent());
    }

    /** A span that has begun; it ends when this is closed, in the same thread. */
    record Open(Span span, @Nullable Scope scope) implements AutoCloseable {

        void outcome(String outcome) {
            span.setAttribute("myotome.outcome", outcome);
        }

        void answered(Interaction interaction, String method, int status, String requestId) {
            if (scope == null) {
                return;
            }
            boolean typed = !interaction.type().equals(Interaction.NO_TYPE);
            span.updateName(interaction.name() + (typed ? " " + interaction.type() : ""));
            span.setAttribute("http.request.method", method);
            span.setAttribute("http.response.status_code", status);
            span.setAttribute("myotome.interaction", interaction.name());
            span.setAttribute("myotome.type", interaction.type());
            span.setAttribute("myotome.request.id", requestId);
            if (status >= 500) {
                span.setStatus(StatusCode.ERROR);
            }
        }

        @Override
        public void close() {
            if (scope != null) {
                scope.close();
                span.end();
            }
        }
    }
}
