package org.myotome.bench;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What a team gets without tuning: HAPI FHIR JPA of the same version as Myotome's, with default {@code JpaStorageSettings},
 * default (asynchronous) search, pretty-printed answers and a {@code RequestValidatingInterceptor} with HAPI's own
 * {@code FhirInstanceValidator} over its JPA validation support, as in the public starter with
 * {@code validation.requests_enabled: true}. Myotome's profiles, code systems, value sets and search parameters are rows of
 * its database, as a team would have installed them. In its favour: it logs nothing but errors, its value sets are expanded before anybody measures,
 * and it has none of the starter's further providers. Its class path is Myotome's.
 *
 * <p>{@code --stock.database=} JDBC URL, {@code --server.port=}; with {@code --fill.from=} and {@code --fill.to=} it stores
 * these patients with their grades and ends.
 */
final class StockServer {

    private StockServer() {}

    /** A server of this wiring, which is not started yet. */
    static SpringApplicationBuilder application(Class<?>... configuration) {
        return new SpringApplicationBuilder(configuration)
                .properties(Map.of(
                        "spring.config.name", "stock",
                        "spring.main.banner-mode", "off",
                        "spring.main.allow-bean-definition-overriding", "true",
                        "spring.main.allow-circular-references", "true",
                        "spring.jmx.enabled", "false",
                        "server.address", "127.0.0.1"))
                .web(WebApplicationType.SERVLET);
    }

    public static void main(String[] args) {
        ConfigurableApplicationContext context = application(StockConfiguration.class)
                .properties("logging.level.root=error")
                .run(args);
        StockContents contents = new StockContents(context);
        contents.install();
        String from = context.getEnvironment().getProperty("fill.from");
        if (from != null) {
            int to = context.getEnvironment().getRequiredProperty("fill.to", Integer.class);
            contents.fill(Integer.parseInt(from), to, Runtime.getRuntime().availableProcessors() + 2);
            System.exit(SpringApplication.exit(context));
        }
        int port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
        System.out.println("Ready at http://localhost:" + port + "/fhir");
    }
}
