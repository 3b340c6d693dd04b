package org.myotome.bench;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.config.util.HapiEntityManagerFactoryUtil;
import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.HapiMigrator;
import ca.uhn.fhir.jpa.migrate.SchemaMigrator;
import ca.uhn.fhir.jpa.migrate.tasks.HapiFhirJpaMigrationTasks;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.dialect.HapiFhirH2Dialect;
import ca.uhn.fhir.jpa.model.dialect.HapiFhirPostgresDialect;
import ca.uhn.fhir.util.VersionEnum;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.myotome.storage.embedded.DurableFile;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

/**
 * The database of the stock server: HAPI's own schema, and the pool and batch sizes of the public starter. Its H2 file is
 * opened as Myotome opens its own, so that a commit of either is on the disk before it is answered.
 */
class StockDatabase {

    /** HAPI has some fifty statements; H2 would keep eight of them parsed, and Myotome may keep none. */
    private static final String MORE_PARSED = ";QUERY_CACHE_SIZE=256";

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(@Value("${stock.database}") String url, PartitionSettings partitions) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(DurableFile.url(url) + (isH2(url) ? MORE_PARSED : ""));
        pool.setUsername(isH2(url) ? "sa" : "postgres");
        pool.setPassword("");
        pool.setMaximumPoolSize(10);
        HikariDataSource dataSource = new HikariDataSource(pool);
        Set<String> flags = partitions.isDatabasePartitionMode()
                ? Set.of(HapiFhirJpaMigrationTasks.FlagEnum.DB_PARTITION_MODE.getCommandLineValue())
                : Set.of();
        migrate(dataSource, isH2(url) ? DriverTypeEnum.H2_EMBEDDED : DriverTypeEnum.POSTGRES_9_4, flags);
        return dataSource;
    }

    private static void migrate(DataSource dataSource, DriverTypeEnum driver, Set<String> flags) {
        HapiMigrator migrator = new HapiMigrator(SchemaMigrator.HAPI_FHIR_MIGRATION_TABLENAME, dataSource, driver);
        migrator.addTasks(new HapiFhirJpaMigrationTasks(flags).getAllTasks(VersionEnum.values()));
        migrator.createMigrationTableIfRequired();
        migrator.migrate();
    }

    @Primary
    @Bean
    LocalContainerEntityManagerFactoryBean entityManagerFactory(
            DataSource dataSource,
            ConfigurableListableBeanFactory beans,
            FhirContext fhir,
            JpaStorageSettings settings,
            @Value("${stock.database}") String url) {
        LocalContainerEntityManagerFactoryBean factory =
                HapiEntityManagerFactoryUtil.newEntityManagerFactory(beans, fhir, settings);
        factory.setPersistenceUnitName("HAPI_PU");
        factory.setDataSource(dataSource);
        factory.setJpaPropertyMap(Map.of(
                "hibernate.dialect", (isH2(url) ? HapiFhirH2Dialect.class : HapiFhirPostgresDialect.class).getName(),
                "hibernate.hbm2ddl.auto", "none",
                "hibernate.jdbc.batch_size", "20",
                "hibernate.order_inserts", "true",
                "hibernate.order_updates", "true",
                "hibernate.cache.use_query_cache", "false",
                "hibernate.cache.use_second_level_cache", "false",
                "hibernate.search.enabled", "false"));
        return factory;
    }

    @Bean
    @Primary
    JpaTransactionManager transactionManager(EntityManagerFactory factory) {
        return new JpaTransactionManager(factory);
    }

    private static boolean isH2(String url) {
        return url.startsWith("jdbc:h2:");
    }
}
