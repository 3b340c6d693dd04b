package org.myotome.storage;

import ca.uhn.fhir.batch2.jobs.config.Batch2JobsConfig;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.config.ThreadPoolFactoryConfig;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.api.model.HistoryCountModeEnum;
import ca.uhn.fhir.jpa.api.svc.IIdHelperService;
import ca.uhn.fhir.jpa.batch2.JpaBatch2Config;
import ca.uhn.fhir.jpa.cache.IResourceTypeCacheSvc;
import ca.uhn.fhir.jpa.config.HapiJpaConfig;
import ca.uhn.fhir.jpa.config.JpaConfig;
import ca.uhn.fhir.jpa.config.r4.JpaR4Config;
import ca.uhn.fhir.jpa.dao.HistoryBuilder;
import ca.uhn.fhir.jpa.dao.data.IResourceSearchUrlDao;
import ca.uhn.fhir.jpa.dao.data.IResourceTypeDao;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.config.SubscriptionSettings;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.jpa.model.entity.NormalizedQuantitySearchLevel;
import ca.uhn.fhir.jpa.search.ResourceSearchUrlSvc;
import ca.uhn.fhir.jpa.searchparam.MatchUrlService;
import ca.uhn.fhir.jpa.searchparam.extractor.ISearchParamExtractor;
import ca.uhn.fhir.jpa.searchparam.registry.ISearchParamProvider;
import ca.uhn.fhir.jpa.subscription.channel.config.SubscriptionChannelConfig;
import ca.uhn.fhir.jpa.util.MemoryCacheService;
import ca.uhn.fhir.jpa.util.PersistenceContextProvider;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.util.Date;
import javax.sql.DataSource;
import org.hl7.fhir.common.hapi.validation.validator.WorkerContextValidationSupportAdapter;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;
import org.jspecify.annotations.Nullable;
import org.myotome.guide.CausesOfWeakness;
import org.myotome.guide.Guide;
import org.myotome.guide.StrengthCodes;
import org.myotome.storage.projection.GradedPatients;
import org.myotome.storage.search.Cohorts;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Scope;

/** Brings HAPI JPA into the application: its own configuration classes, and the settings in which Myotome differs. */
@Configuration(proxyBeanMethods = false)
@Import({
    JpaR4Config.class,
    HapiJpaConfig.class,
    JpaBatch2Config.class,
    Batch2JobsConfig.class,
    SubscriptionChannelConfig.class,
    ThreadPoolFactoryConfig.class
})
class StorageConfiguration {

    @Bean
    JpaStorageSettings jpaStorageSettings() {
        JpaStorageSettings settings = new JpaStorageSettings();
        // Terminology is answered from memory by the guide; nothing is expanded into tables.
        settings.setPreExpandValueSets(false);
        settings.setEnableTaskPreExpandValueSets(false);
        settings.setHibernateSearchIndexFullText(false);
        // One after the other: an entry may change what the next one refers to.
        settings.setBundleBatchPoolSize(1);
        settings.setBundleBatchMaxPoolSize(1);
        // A search answers from what is stored now, not from what the same search found within the last minute.
        settings.setReuseCachedSearchResultsForMillis(null);
        // The count of a history is the truth, not what it was a minute ago.
        settings.setHistoryCountMode(HistoryCountModeEnum.COUNT_ACCURATE);
        // A force is found in whichever unit it was sent.
        settings.setNormalizedQuantitySearchLevel(NormalizedQuantitySearchLevel.NORMALIZED_QUANTITY_SEARCH_SUPPORTED);
        // movement-grade with several alternatives is rewritten into _filter.
        settings.setFilterParameterEnabled(true);
        // Profiles, tags and labels stay in the stored text, which alone a search then answers, and are indexed like
        // its elements.
        settings.setTagStorageMode(JpaStorageSettings.TagStorageModeEnum.INLINE);
        // The names of parameters and types stand in the hashes that searches use; nobody reads them from the rows.
        settings.setIndexStorageOptimized(true);
        // meta.source is the sender's; an id of the request behind it would be of no use to anybody.
        settings.setStoreMetaSourceInformation(JpaStorageSettings.StoreMetaSourceInformationEnum.SOURCE_URI);
        return settings;
    }

    @Bean
    PartitionSettings partitionSettings() {
        return new PartitionSettings();
    }

    @Bean
    SubscriptionSettings subscriptionSettings() {
        return new SubscriptionSettings();
    }

    /** Replaces HAPI's provider of the same name: search parameters are artefacts of the guide, not rows. */
    @Bean
    ISearchParamProvider searchParamProvider(Guide guide, FhirContext fhir) {
        return new GuideSearchParams(guide, new TrimmedSearchParams(fhir));
    }

    /** HAPI's registry begins with the search parameters that are rows, of which there are none; then it is told to ask. */
    @Bean
    SmartInitializingSingleton searchParamsOfTheGuide(ISearchParamRegistry registry) {
        return () -> {
            registry.getActiveSearchParams("Observation", ISearchParamRegistry.SearchParamLookupContextEnum.ALL);
            registry.forceRefresh();
        };
    }

    /** Replaces HAPI's chain of the same name. */
    @Primary
    @Bean(JpaConfig.JPA_VALIDATION_SUPPORT_CHAIN)
    GuideTerminology validationSupportChain(
            Guide guide, FhirContext fhir, WorkerContextValidationSupportAdapter workerContext) {
        return new GuideTerminology(guide, fhir, workerContext);
    }

    /** Replaces HAPI's bean of the same name. */
    @Bean
    ISearchParamExtractor searchParamExtractor(
            JpaStorageSettings settings,
            PartitionSettings partitions,
            FhirContext fhir,
            ISearchParamRegistry searchParams,
            Guide guide,
            StrengthCodes strength,
            Cohorts cohorts) {
        return new StrengthIndex(
                settings, partitions, fhir, searchParams, new CausesOfWeakness(guide), strength, cohorts);
    }

    /** Replaces HAPI's bean of the same name. */
    @Bean
    IResourceTypeCacheSvc resourceTypeCacheSvc(
            IHapiTransactionService transactions, IResourceTypeDao rows, MemoryCacheService cache, FhirContext fhir) {
        return new R4ResourceTypes(transactions, rows, cache, fhir);
    }

    @Bean
    ResourceIds resourceIds(DataSource dataSource) {
        return new ResourceIds(dataSource);
    }

    /** Replaces HAPI's bean of the same name. */
    @Bean
    @SuppressWarnings("rawtypes") // HAPI injects it under several type arguments
    IIdHelperService idHelperService(ResourceIds resources) {
        return new QuickIds(resources);
    }

    /** Replaces HAPI's bean of the same name. */
    @Bean(JpaConfig.HISTORY_BUILDER)
    @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
    HistoryBuilder historyBuilder(
            @Nullable String type, @Nullable JpaPid resource, @Nullable Date since, @Nullable Date until) {
        return new VersionedHistory(type, resource, since, until);
    }

    /** Replaces HAPI's bean of the same name. */
    @Bean
    ResourceSearchUrlSvc resourceSearchUrlSvc(
            PersistenceContextProvider context,
            IResourceSearchUrlDao rows,
            MatchUrlService conditions,
            FhirContext fhir,
            PartitionSettings partitions) {
        return new KeptConditions(context.getEntityManager(), rows, conditions, fhir, partitions);
    }

    @Bean
    ResourceStore resourceStore(DaoRegistry daos, IFhirSystemDao<Bundle, Meta> system, ResourceIds resources) {
        return new ResourceStore(daos, system, resources);
    }

    @Bean
    GuideQuestionnaires guideQuestionnaires(Guide guide, ResourceStore store) {
        return new GuideQuestionnaires(guide, store);
    }

    @Bean
    MovementGradeSearch movementGradeSearch() {
        return new MovementGradeSearch();
    }

    @Bean
    GradedPatientSearch gradedPatientSearch(GradedPatients patients) {
        return new GradedPatientSearch(patients);
    }

    @Bean
    PartialDateSearch partialDateSearch(ISearchParamRegistry searchParams) {
        return new PartialDateSearch(searchParams);
    }

    @Bean
    ConflictRetry conflictRetry() {
        return new ConflictRetry();
    }

    @Bean
    ChainedHasSearch chainedHasSearch() {
        return new ChainedHasSearch();
    }
}
