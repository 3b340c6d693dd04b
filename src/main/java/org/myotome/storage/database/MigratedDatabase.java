package org.myotome.storage.database;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.myotome.guide.Guide;
import org.myotome.storage.embedded.DurableCommits;
import org.myotome.storage.migration.Migrations;
import org.myotome.storage.search.Cohorts;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;

/**
 * The database and what its tables depend on, without a server that would change them when it starts. No annotation makes it
 * a part of the server: {@link MigrateCommand} names it.
 */
@EnableConfigurationProperties(DatabaseProperties.class)
@ComponentScan(basePackageClasses = Guide.class)
class MigratedDatabase {

    @Bean
    @Lazy
    HikariDataSource connectionPool(DatabaseProperties database) {
        return new DatabaseConfiguration().connectionPool(database);
    }

    @Bean
    @Lazy
    @Primary
    DataSource dataSource(HikariDataSource pool, DatabaseProperties database) {
        return database.isH2() ? DurableCommits.over(pool) : pool;
    }

    @Bean
    Migrations migrations(Guide guide, DatabaseProperties database) {
        return Schema.migrations(database.driver(), new Cohorts(guide));
    }
}
