package org.myotome.server;

import java.net.InetAddress;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * The loopback rule for the management port. Spring Boot makes the instance for the context of that port, by a file in {@code
 * META-INF/spring}; it is no configuration of the server itself.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class ManagementHosts {

    /** Who may connect from elsewhere will have other names for this machine. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> managementHost(Environment environment) {
        InetAddress address = environment.getProperty("management.server.address", InetAddress.class);
        return factory -> {
            if (address != null && address.isLoopbackAddress()) {
                factory.addEngineValves(new LocalHostValve());
            }
        };
    }

    /**
     * Actuator maps its endpoints only if there is such a servlet, which it usually finds in the application. Here there is
     * none, and it looks before it adds its own, which then replaces this one of the same name.
     */
    @Bean
    DispatcherServlet dispatcherServlet() {
        return new DispatcherServlet();
    }
}
