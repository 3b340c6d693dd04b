package org.myotome.storage.projection;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import javax.sql.DataSource;
import org.myotome.FhirOperation;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The projection and who uses it. */
@Configuration(proxyBeanMethods = false)
class ProjectionConfiguration {

    @Bean
    ProjectionUpkeep projectionUpkeep(Projection projection) {
        return projection.upkeep();
    }

    @Bean
    StrengthResults strengthResults(Projection projection) {
        return projection.results();
    }

    @Bean
    GradedPatients gradedPatients(Projection projection) {
        return projection.patients();
    }

    @Bean
    StoredObservations storedObservations(DataSource dataSource, FhirContext fhir, DaoRegistry daos) {
        return new StoredObservations(dataSource, fhir, daos);
    }

    @Bean
    PatientRecords patientRecords(DataSource dataSource, FhirContext fhir, DaoRegistry daos) {
        return new PatientRecords(dataSource, fhir, daos);
    }

    @Bean
    ProjectionRebuild projectionRebuild(Projection projection, StoredObservations observations) {
        return projection.rebuild(observations);
    }

    @Bean
    ProjectionStart projectionStart(ProjectionRebuild projection, ApplicationEventPublisher events) {
        return new ProjectionStart(projection, events);
    }

    @Bean
    FhirOperation projectionOperations(ProjectionRebuild projection) {
        return new ProjectionOperations(projection);
    }
}
