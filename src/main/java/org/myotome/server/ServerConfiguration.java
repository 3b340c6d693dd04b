package org.myotome.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.provider.JpaCapabilityStatementProvider;
import ca.uhn.fhir.jpa.provider.JpaSystemProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.parser.LenientErrorHandler;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.util.List;
import org.myotome.FhirInterceptor;
import org.myotome.FhirOperation;
import org.myotome.guide.Guide;
import org.myotome.storage.create.StoredCreates;
import org.myotome.storage.database.DatabaseName;
import org.myotome.storage.search.StoredSearches;
import org.myotome.terminology.ConformanceProviders;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The FHIR endpoint and what is plugged into it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ServerProperties.class)
class ServerConfiguration {

    /** Pages of a search when the client names no size, and at most. */
    private static final int DEFAULT_PAGE = 50;

    private static final int LARGEST_PAGE = 1000;

    @Bean
    ReadyLine readyLine(Guide guide, DatabaseName database) {
        return new ReadyLine(guide, database);
    }

    @Bean
    ServletRegistrationBean<RestfulServer> fhirServlet(RestfulServer server) {
        ServletRegistrationBean<RestfulServer> servlet = new ServletRegistrationBean<>(server, "/fhir/*");
        servlet.setLoadOnStartup(1);
        return servlet;
    }

    @Bean
    RestfulServer restfulServer(
            FhirContext fhir,
            IInterceptorService interceptorService,
            List<FhirInterceptor> interceptors,
            List<FhirOperation> operations,
            DatabaseBackedPagingProvider paging,
            @Value("${myotome.version}") String version) {
        // A value that cannot be read is reported by the gate, which has the text, with its path and all the others.
        fhir.setParserErrorHandler(new LenientErrorHandler(false).setErrorOnInvalidValue(false));
        fhir.setLocalizer(new HapiWords());
        RestfulServer server = new RestfulServer(fhir);
        server.setServerName("Myotome");
        server.setServerVersion(version);
        server.setInterceptorService(interceptorService);
        interceptors.forEach(server::registerInterceptor);
        operations.forEach(server::registerProvider);
        server.setDefaultResponseEncoding(EncodingEnum.JSON);
        paging.setDefaultPageSize(DEFAULT_PAGE);
        paging.setMaximumPageSize(LARGEST_PAGE);
        server.setPagingProvider(paging);
        return server;
    }

    @Bean
    PlainSearchInterceptor plainSearchInterceptor(
            StoredSearches searches, DatabaseBackedPagingProvider paging, IInterceptorService interceptors) {
        return new PlainSearchInterceptor(searches, new PlainSearchRequest(paging), interceptors);
    }

    @Bean
    PlainCreateInterceptor plainCreateInterceptor(
            StoredCreates creates, FhirContext fhir, IInterceptorService interceptors) {
        return new PlainCreateInterceptor(creates, new PlainCreateRequest(fhir), interceptors);
    }

    /** HAPI's providers for every type that is data, the guide's for those that are conformance. */
    @Bean
    RegisteredProviders registeredProviders(
            RestfulServer server,
            ResourceProviderFactory stored,
            ConformanceProviders conformance,
            JpaSystemProvider<?, ?> system) {
        List<IResourceProvider> data = stored.createProviders().stream()
                .map(IResourceProvider.class::cast)
                .filter(provider -> isData(provider.getResourceType().getSimpleName(), conformance))
                .toList();
        server.registerProviders(data);
        server.registerProviders(conformance.providers());
        server.registerProvider(system);
        return new RegisteredProviders(data.size() + conformance.providers().size());
    }

    /** A Parameters is the form of a request and has no endpoint of its own (FHIR R4, parameters). */
    private static boolean isData(String type, ConformanceProviders conformance) {
        return !conformance.resourceTypes().contains(type) && !type.equals("Parameters");
    }

    /** How many resource types the endpoint serves. */
    record RegisteredProviders(int count) {}

    @Bean
    JpaCapabilityStatementProvider capabilityStatement(
            RestfulServer server,
            IFhirSystemDao<?, ?> dao,
            JpaStorageSettings settings,
            ISearchParamRegistry searchParams,
            Guide guide,
            ConformanceProviders conformance) {
        JpaCapabilityStatementProvider capabilities =
                new GuideCapabilities(server, dao, settings, searchParams, guide.validationSupport(), conformance);
        capabilities.setImplementationDescription("Myotome: muscle strength and weakness");
        server.setServerConformanceProvider(capabilities);
        return capabilities;
    }
}
