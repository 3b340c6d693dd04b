package org.myotome.server;

import ca.uhn.fhir.context.FhirContext;
import java.net.InetAddress;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.jspecify.annotations.Nullable;
import org.myotome.FhirOperation;
import org.myotome.guide.Guide;
import org.myotome.storage.question.Questions;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The HTTP side: who may connect, how much they may send, and what Tomcat says when it refuses. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    @Bean
    FilterRegistrationBean<RequestSizeFilter> requestSizeFilter(ServerProperties properties) {
        FilterRegistrationBean<RequestSizeFilter> filter =
                new FilterRegistrationBean<>(new RequestSizeFilter(properties.maxRequestSize()));
        filter.addUrlPatterns("/fhir/*");
        return filter;
    }

    @Bean
    FilterRegistrationBean<ReadableRequestFilter> readableRequestFilter() {
        FilterRegistrationBean<ReadableRequestFilter> filter =
                new FilterRegistrationBean<>(new ReadableRequestFilter());
        filter.addUrlPatterns("/fhir/*");
        return filter;
    }

    /** After the other two, which may refuse the request. */
    @Bean
    FilterRegistrationBean<QuestionFilter> questionFilter(Questions questions, List<FhirOperation> operations) {
        FilterRegistrationBean<QuestionFilter> filter =
                new FilterRegistrationBean<>(new QuestionFilter(questions, operations));
        filter.addUrlPatterns("/fhir/*");
        return filter;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> clientConnection() {
        return factory -> {
            factory.addEngineValves(new ClientConnection.Valve());
            factory.addConnectorCustomizers(connector -> connector.setProperty("socket.soKeepAlive", "true"));
        };
    }

    @Bean
    ErrorInterceptor errorInterceptor() {
        return new ErrorInterceptor();
    }

    @Bean
    BatchFailures batchFailures() {
        return new BatchFailures();
    }

    @Bean
    ReadableBodies readableBodies() {
        return new ReadableBodies();
    }

    @Bean
    PatchPaths patchPaths(FhirContext fhir) {
        return new PatchPaths(fhir);
    }

    @Bean
    FhirOperation versionsOperation() {
        return new VersionsOperation();
    }

    @Bean
    StrictSearch strictSearch(List<FhirOperation> operations) {
        return new StrictSearch(operations);
    }

    @Bean
    GradeSearchValues gradeSearchValues(Guide guide) {
        return new GradeSearchValues(guide);
    }

    @Bean
    SupportedOperations supportedOperations(List<FhirOperation> operations) {
        return new SupportedOperations(operations);
    }

    @Bean
    TruthfulCapabilities truthfulCapabilities() {
        return new TruthfulCapabilities();
    }

    @Bean
    Etags etags() {
        return new Etags();
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> errorPage() {
        return factory -> factory.addContextCustomizers(
                context -> ((StandardHost) context.getParent()).setErrorReportValveClass(ErrorPage.class.getName()));
    }

    /**
     * Without authorization nobody may connect but this machine, or who shows a certificate that the server was told to trust: a
     * server that was told to listen elsewhere does not start, and says so before it opens a database.
     */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> knownClientsOnly(Environment environment) {
        return factory -> {
            InetAddress address = environment.getProperty("server.address", InetAddress.class);
            if (!isLoopback(address) && !KnownClients.only(factory.getSsl())) {
                throw new NotLoopbackException(address == null ? "every address" : address.getHostAddress());
            }
        };
    }

    /** Belongs to the loopback rule: who may connect from elsewhere has other names for this machine, which the certificate has, too. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> localHost(Environment environment) {
        return factory -> {
            if (isLoopback(environment.getProperty("server.address", InetAddress.class))) {
                factory.addEngineValves(new LocalHostValve());
            }
        };
    }

    private static boolean isLoopback(@Nullable InetAddress address) {
        return address != null && address.isLoopbackAddress();
    }
}
