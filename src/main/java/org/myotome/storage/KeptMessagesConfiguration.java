package org.myotome.storage;

import javax.sql.DataSource;
import org.myotome.storage.database.DatabaseProperties;
import org.myotome.storage.messages.KeptMessages;
import org.myotome.storage.messages.KeptTables;
import org.myotome.storage.messages.MessagePurge;
import org.myotome.storage.messages.MessageReports;
import org.myotome.storage.messages.MessageSearch;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** What is kept of messages that are not FHIR, and for how long. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetentionProperties.class)
class KeptMessagesConfiguration {

    @Bean
    KeptMessages keptMessages(
            DataSource dataSource, PlatformTransactionManager transactions, DatabaseProperties database) {
        return new KeptMessages(dataSource, transactions, database.isH2());
    }

    @Bean
    KeptTables keptTables(DataSource dataSource, PlatformTransactionManager transactions) {
        return new KeptTables(dataSource, transactions);
    }

    @Bean
    MessageSearch messageSearch(DataSource dataSource) {
        return new MessageSearch(dataSource);
    }

    @Bean
    MessageReports messageReports(DataSource dataSource) {
        return new MessageReports(dataSource);
    }

    @Bean(initMethod = "start")
    MessagePurge messagePurge(
            DataSource dataSource, PlatformTransactionManager transactions, RetentionProperties retention) {
        return new MessagePurge(dataSource, transactions, retention.periods());
    }
}
