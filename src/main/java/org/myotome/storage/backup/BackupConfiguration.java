package org.myotome.storage.backup;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.myotome.FhirOperation;
import org.myotome.guide.Guide;
import org.myotome.guide.StrengthCodes;
import org.myotome.storage.database.DatabaseProperties;
import org.myotome.storage.search.Cohorts;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Backups of the database that serves. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BackupProperties.class)
class BackupConfiguration {

    @Bean
    FhirOperation backupOperation(DataSource database, @Value("${myotome.version}") String program) {
        return new BackupOperation(database, program);
    }

    @Bean(initMethod = "start")
    @ConditionalOnProperty("myotome.backup.directory")
    ScheduledBackups scheduledBackups(
            DataSource database,
            DatabaseProperties properties,
            BackupProperties backups,
            FhirContext fhir,
            Guide guide,
            StrengthCodes strength,
            Cohorts cohorts,
            @Value("${myotome.version}") String program)
            throws IOException {
        Path directory = backups.directory();
        if (directory == null || !properties.isH2()) {
            throw new BackupStartFailure.NotMade(properties.shown());
        }
        Verification verification =
                new Verification(program, properties, () -> new DatabaseCheck(fhir, guide, strength, cohorts));
        return new ScheduledBackups(EmbeddedBackup.of(database, program), verification, backups, directory);
    }
}
