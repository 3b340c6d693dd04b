package org.myotome.monitor;

import io.opentelemetry.api.trace.Span;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/**
 * Takes the address of a request out of the span that OpenTelemetry's agent has begun for it, if it was attached without the
 * file that keeps it from doing so. A valve, since filters see nothing of a request that is refused before them; nobody sees
 * one whose address is no URL.
 */
final class BlankedAddresses extends ValveBase {

    BlankedAddresses() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        Span.current().setAttribute("url.path", "").setAttribute("url.query", "");
        getNext().invoke(request, response);
    }

    /** Before the valves that refuse a request. Where there is no agent, there is no valve. */
    record InFront(Spans spans) implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

        @Override
        public void customize(TomcatServletWebServerFactory factory) {
            if (spans.traced()) {
                factory.addEngineValves(new BlankedAddresses());
            }
        }

        @Override
        public int getOrder() {
            return HIGHEST_PRECEDENCE;
        }
    }
}
