package org.myotome.monitor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.myotome.Loading;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.core.env.Environment;

/**
 * Answers on the management port until the real one does, which is opened last: alive, and not ready, since this is still
 * loading. Tables that are brought up to date, or a projection that is made anew, may take an hour with a large database, and
 * nobody must take that for a hanging server and kill it. Spring Boot makes the instance.
 */
public final class LoadingPort implements ApplicationListener<ApplicationEvent> {

    private static final String HEALTH = "/actuator/health";

    private final long start = System.nanoTime();
    private volatile String step = "configuration";
    private @Nullable HttpServer server;

    @Override
    public void onApplicationEvent(ApplicationEvent event) {
        if (event instanceof ApplicationPreparedEvent prepared
                && prepared.getApplicationContext() instanceof WebServerApplicationContext) {
            open(prepared.getApplicationContext().getEnvironment());
        } else if (event instanceof PayloadApplicationEvent<?> told && told.getPayload() instanceof Loading loading) {
            step = loading.step();
        } else if (event instanceof WebServerInitializedEvent || event instanceof ApplicationFailedEvent) {
            close();
        }
    }

    private void open(Environment environment) {
        Integer port = environment.getProperty("management.server.port", Integer.class);
        InetAddress address = environment.getProperty("management.server.address", InetAddress.class);
        boolean encrypted = environment.containsProperty("management.server.ssl.key-store")
                || environment.containsProperty("management.server.ssl.certificate")
                || environment.containsProperty("management.server.ssl.bundle");
        if (port == null || port <= 0 || encrypted) {
            return;
        }
        try {
            server = HttpServer.create(new InetSocketAddress(address, port), 0);
            server.createContext("/", this::answer);
            server.start();
        } catch (IOException e) {
            // The port is not free, as the real one will find and say.
            server = null;
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean alive = exchange.getRequestURI().getPath().equals(HEALTH + "/liveness");
            String json = alive
                    ? "{\"status\":\"UP\"}"
                    : "{\"status\":\"OUT_OF_SERVICE\",\"components\":{\"loading\":{\"status\":\"OUT_OF_SERVICE\",\"details\":{\"step\":\""
                            + step + "\",\"seconds\":" + (System.nanoTime() - start) / 1_000_000_000 + "}}}}";
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Connection", "close");
            exchange.sendResponseHeaders(alive ? 200 : 503, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void close() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }
}
