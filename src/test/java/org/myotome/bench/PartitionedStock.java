package org.myotome.bench;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.interceptor.PatientIdPartitionInterceptor;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.config.PartitionSettings.CrossPartitionReferenceMode;
import ca.uhn.fhir.jpa.searchparam.extractor.ISearchParamExtractor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * The stock server in HAPI's patient id mode and database partition mode: what belongs to a patient has a number made of the
 * patient's id in {@code PARTITION_ID}, which is part of all keys; everything else is in partition 0.
 */
@Import(StockConfiguration.class)
class PartitionedStock {

    @Bean
    PartitionSettings partitionSettings() {
        PartitionSettings settings = new PartitionSettings();
        settings.setPartitioningEnabled(true);
        settings.setUnnamedPartitionMode(true);
        settings.setDatabasePartitionMode(true);
        settings.setDefaultPartitionId(0);
        // A tester belongs to no patient.
        settings.setAllowReferencesAcrossPartitions(CrossPartitionReferenceMode.ALLOWED_UNQUALIFIED);
        return settings;
    }

    /** The id must be known before the row is written, which the sequence of the database cannot do. */
    @Bean
    JpaStorageSettings jpaStorageSettings() {
        JpaStorageSettings settings = new JpaStorageSettings();
        settings.setResourceServerIdStrategy(JpaStorageSettings.IdStrategyEnum.UUID);
        return settings;
    }

    @Bean
    PatientIdPartitionInterceptor divideByPatient(
            IInterceptorService interceptors,
            FhirContext fhir,
            ISearchParamExtractor extractor,
            PartitionSettings settings) {
        PatientIdPartitionInterceptor byPatient = new PatientIdPartitionInterceptor(fhir, extractor, settings);
        interceptors.registerInterceptor(byPatient);
        return byPatient;
    }
}
