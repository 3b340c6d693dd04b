package org.myotome.storage;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.cache.IResourceTypeCacheSvc;
import ca.uhn.fhir.jpa.cache.ISearchParamIdentityCacheSvc;
import ca.uhn.fhir.jpa.searchparam.extractor.ISearchParamExtractor;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;
import org.myotome.guide.Guide;
import org.myotome.guide.StrengthCodes;
import org.myotome.storage.create.StoredCreates;
import org.myotome.storage.database.DatabaseProperties;
import org.myotome.storage.projection.Projection;
import org.myotome.storage.search.Cohorts;
import org.myotome.storage.search.GradeCounts;
import org.myotome.storage.search.StoredSearches;
import org.myotome.storage.search.StoredTexts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** What is searched and created in HAPI's tables without HAPI: searches and creates that are plain. */
@Configuration(proxyBeanMethods = false)
class PlainStorageConfiguration {

    @Bean
    Cohorts cohorts(Guide guide) {
        return new Cohorts(guide);
    }

    @Bean
    StoredSearches storedSearches(
            FhirContext fhir,
            ISearchParamRegistry searchParams,
            IInterceptorService interceptors,
            Cohorts cohorts,
            DataSource dataSource,
            DaoRegistry daos,
            DatabaseProperties database) {
        return new StoredSearches(
                fhir,
                searchParams,
                interceptors,
                cohorts,
                new JdbcTemplate(dataSource),
                new StoredTexts(daos, fhir),
                database.isH2());
    }

    @Bean(initMethod = "start")
    GradeCounts gradeCounts(DataSource dataSource, DatabaseProperties database) {
        return new GradeCounts(dataSource, database.isH2());
    }

    @Bean
    StoredCreates storedCreates(
            FhirContext fhir,
            JpaStorageSettings settings,
            ISearchParamExtractor extractor,
            IInterceptorService interceptors,
            ISearchParamRegistry searchParams,
            ISearchParamIdentityCacheSvc identities,
            IResourceTypeCacheSvc types,
            DataSource dataSource,
            ResourceIds resources,
            Projection projection) {
        return StoredCreates.of(
                fhir,
                settings,
                extractor,
                interceptors,
                searchParams,
                identities,
                types,
                dataSource,
                resources,
                projection.projector());
    }

    @Bean
    Projection projection(Guide guide, StrengthCodes strength, Cohorts cohorts, DataSource dataSource) {
        return new Projection(guide, strength, cohorts::of, dataSource);
    }

    @Bean
    JointWrites jointWrites(
            PlatformTransactionManager transactions,
            StoredCreates creates,
            IFhirSystemDao<Bundle, Meta> system,
            IInterceptorService interceptors,
            ResourceIds resources) {
        return new JointWrites(transactions, creates, system, interceptors, resources);
    }

    @Bean
    IdentifiedResources identifiedResources(DataSource dataSource) {
        return new IdentifiedResources(dataSource);
    }
}
