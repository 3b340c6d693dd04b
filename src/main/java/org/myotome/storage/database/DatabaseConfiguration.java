package org.myotome.storage.database;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.config.util.HapiEntityManagerFactoryUtil;
import ca.uhn.fhir.jpa.model.dialect.HapiFhirH2Dialect;
import ca.uhn.fhir.jpa.model.dialect.HapiFhirPostgresDialect;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.myotome.Loading;
import org.myotome.storage.embedded.DurableCommits;
import org.myotome.storage.embedded.DurableFile;
import org.myotome.storage.embedded.FreshQueries;
import org.myotome.storage.question.CancellableStatements;
import org.myotome.storage.question.Questions;
import org.myotome.storage.search.Cohorts;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

/** Opens the database, brings its schema up to date with HAPI's own migrator, and starts JPA on it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseConfiguration {

    @Bean
    HikariDataSource connectionPool(DatabaseProperties database) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("myotome");
        pool.setJdbcUrl(FreshQueries.url(DurableFile.url(database.url())));
        pool.setUsername(database.user());
        pool.setPassword(database.secret());
        pool.setMaximumPoolSize(database.poolSize());
        // Who waits longer has gone elsewhere; the answer is 503 then.
        pool.setConnectionTimeout(TimeUnit.SECONDS.toMillis(10));
        if (!database.isH2()) {
            // Or an exception quotes the rows of a statement that failed, and so patients.
            pool.addDataSourceProperty("logServerErrorDetail", "false");
            pool.addDataSourceProperty("connectTimeout", "5");
            // Or one connection that is taken and never answered keeps the pool from making others, for ever.
            pool.addDataSourceProperty("loginTimeout", "10");
            pool.addDataSourceProperty("tcpKeepAlive", "true");
            // A batch of rows is one statement, and one answer, instead of one for each row.
            pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        }
        return new HikariDataSource(pool);
    }

    /** What is acknowledged is on the disk. Closed before the pool, and after everything that writes. */
    @Bean
    DataSource durableDatabase(HikariDataSource pool, DatabaseProperties database, ApplicationEventPublisher events) {
        events.publishEvent(new Loading("tables of the database"));
        return database.isH2() ? DurableCommits.over(pool) : pool;
    }

    /** The database; its schema is current before anything else sees it. */
    @Bean
    @Primary
    DataSource dataSource(
            @Qualifier("durableDatabase") DataSource durable,
            DatabaseProperties database,
            Cohorts cohorts,
            ApplicationEventPublisher events) {
        Schema.migrate(durable, database.driver(), cohorts);
        events.publishEvent(new Loading("endpoint"));
        return new CancellableStatements(durable);
    }

    @Bean
    Questions questions() {
        return new Questions();
    }

    @Bean
    DatabaseName databaseName(DatabaseProperties database) {
        return new DatabaseName(database.shown());
    }

    @Primary
    @Bean
    LocalContainerEntityManagerFactoryBean entityManagerFactory(
            DataSource dataSource,
            DatabaseProperties database,
            ConfigurableListableBeanFactory beans,
            FhirContext fhir,
            JpaStorageSettings settings) {
        LocalContainerEntityManagerFactoryBean factory =
                HapiEntityManagerFactoryUtil.newEntityManagerFactory(beans, fhir, settings);
        factory.setPersistenceUnitName("HAPI_PU");
        factory.setDataSource(dataSource);
        factory.setJpaPropertyMap(Map.of(
                "hibernate.dialect",
                        (database.isH2() ? HapiFhirH2Dialect.class : HapiFhirPostgresDialect.class).getName(),
                "hibernate.hbm2ddl.auto", "none",
                "hibernate.jdbc.batch_size", "50",
                "hibernate.order_inserts", "true",
                "hibernate.order_updates", "true",
                "hibernate.cache.use_query_cache", "false",
                "hibernate.cache.use_second_level_cache", "false",
                "hibernate.search.enabled", "false",
                "hibernate.session_factory.interceptor", new TokenSystems()));
        return factory;
    }

    @Bean
    @Primary
    JpaTransactionManager transactionManager(EntityManagerFactory factory) {
        return new JpaTransactionManager(factory);
    }
}
