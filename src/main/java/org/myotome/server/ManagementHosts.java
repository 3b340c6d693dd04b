package org.myotome.server;

import java.net.InetAddress;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * The loopback rule for the management port. Spring Boot makes the instance for the context of that port, by a file in {@code
 * META-INF/spring}; it is no configuration of the server itself.
 */
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
}
