package org.myotome.storage.readiness;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.myotome.storage.database.DatabaseProperties;
import org.myotome.storage.embedded.DurableCommits;
import org.myotome.storage.messages.WaitingMessages;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What can be asked of the storage about itself. */
@Configuration(proxyBeanMethods = false)
class WriteCheckConfiguration {

    /** Less than what Kubernetes or a proxy waits for, if it is told to wait five seconds. */
    private static final Duration LIMIT = Duration.ofSeconds(3);

    @Bean
    WriteCheck writeCheck(
            @Qualifier("connectionPool") HikariDataSource pool,
            @Qualifier("dataSource") DataSource dataSource,
            DatabaseProperties database)
            throws SQLException {
        Callable<Optional<String>> refusal = Optional::empty;
        if (dataSource.isWrapperFor(DurableCommits.class)) {
            refusal = dataSource.unwrap(DurableCommits.class)::refusal;
        }
        return new WriteCheck(pool, EmbeddedDisk.of(database.url()), refusal, LIMIT);
    }

    @Bean
    WaitingMessages waitingMessages(@Qualifier("dataSource") DataSource dataSource) {
        return new WaitingMessages(dataSource);
    }
}
