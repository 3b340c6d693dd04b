package org.myotome.monitor;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.myotome.guide.Guide;
import org.myotome.intake.Intake;
import org.myotome.intake.RowIntake;
import org.myotome.intake.hl7v2.MllpListener;
import org.myotome.storage.messages.WaitingMessages;
import org.myotome.storage.projection.ProjectionRebuild;
import org.myotome.storage.readiness.WriteCheck;
import org.myotome.validation.Gate;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.autoconfigure.availability.AvailabilityHealthContributorAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.availability.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.health.HealthContributorAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.health.HealthEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.JvmMetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.SystemMetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.servlet.ServletManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Spring Boot's Actuator on a port of its own, and what is measured. Not for commands, which nobody watches. Of Actuator's
 * automatic configuration only what is named is used.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ImportAutoConfiguration({
    ApplicationAvailabilityAutoConfiguration.class,
    AvailabilityHealthContributorAutoConfiguration.class,
    AvailabilityProbesAutoConfiguration.class,
    CompositeMeterRegistryAutoConfiguration.class,
    EndpointAutoConfiguration.class,
    HealthContributorAutoConfiguration.class,
    HealthEndpointAutoConfiguration.class,
    JvmMetricsAutoConfiguration.class,
    ManagementContextAutoConfiguration.class,
    MetricsAutoConfiguration.class,
    PrometheusMetricsExportAutoConfiguration.class,
    ServletManagementContextAutoConfiguration.class,
    SystemMetricsAutoConfiguration.class,
    WebEndpointAutoConfiguration.class
})
class MonitorConfiguration {

    /** Types that requests are often about, though no profile is about them. */
    private static final Set<String> FREQUENT =
            Set.of("Encounter", "Organization", "Patient", "Practitioner", "Provenance");

    /** Spring asks for it by this name. */
    @Bean(AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME)
    static OwnEvents ownEvents(BeanFactory beans, ConfigurableApplicationContext own) {
        return new OwnEvents(beans, own);
    }

    @Bean
    ObservationCounters observationCounters(MeterRegistry registry) {
        return new ObservationCounters(registry);
    }

    @Bean
    FhirMeters fhirMeters(ObservationCounters counters, Guide guide) {
        Set<String> types = new TreeSet<>(FREQUENT);
        guide.all(StructureDefinition.class).forEach(profile -> types.add(profile.getType()));
        return new FhirMeters(counters, types);
    }

    @Bean
    Spans spans() {
        return new Spans();
    }

    @Bean
    BlankedAddresses.InFront blankedAddresses(Spans spans) {
        return new BlankedAddresses.InFront(spans);
    }

    @Bean
    FilterRegistrationBean<ObservedRequests> observedRequests(MeterRegistry registry, Spans spans) {
        Durations durations =
                new Durations(registry, "myotome.requests", "Requests over HTTP, by FHIR interaction and type");
        ObservedRequests requests = new ObservedRequests(durations, spans);
        registry.gauge("myotome.requests.active", requests, ObservedRequests::active);
        FilterRegistrationBean<ObservedRequests> filter = new FilterRegistrationBean<>(requests);
        filter.addUrlPatterns("/fhir/*", "/intake/*");
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    @Primary
    Intake observedIntake(
            @Qualifier("messageIntake") Intake intake,
            ObservationCounters counters,
            MeterRegistry registry,
            Spans spans) {
        Durations durations =
                new Durations(registry, "myotome.messages", "Messages that are not FHIR, and their outcome");
        return new ObservedIntake(intake, counters, durations, spans);
    }

    @Bean
    @Primary
    RowIntake observedRows(@Qualifier("rowIntake") RowIntake intake, ObservationCounters counters) {
        return new ObservedRows(intake, counters);
    }

    @Bean(initMethod = "start")
    Backlog backlog(WaitingMessages messages) {
        return new Backlog(messages, Clock.systemUTC());
    }

    @Bean
    StateMeters stateMeters(
            Gate gate, WriteCheck writes, ProjectionRebuild projection, Backlog backlog, Optional<MllpListener> mllp) {
        return new StateMeters(gate, writes, projection, backlog, mllp);
    }

    @Bean
    MicrometerMetricsTrackerFactory poolMeters(
            @Qualifier("connectionPool") HikariDataSource pool, MeterRegistry registry) {
        MicrometerMetricsTrackerFactory meters = new MicrometerMetricsTrackerFactory(registry);
        pool.setMetricsTrackerFactory(meters);
        return meters;
    }

    @Bean
    WritesHealth writesHealthIndicator(WriteCheck check) {
        return new WritesHealth(check);
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "myotome.intake.mllp.enabled", matchIfMissing = true)
    MllpHealth mllpHealthIndicator(MllpListener listener) {
        return new MllpHealth(listener);
    }

    @Bean
    ManagementLine managementLine(Environment environment) {
        return new ManagementLine(environment);
    }
}
