package org.myotome.intake.csv;

import ca.uhn.fhir.context.FhirContext;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.myotome.intake.IntakeProperties;
import org.myotome.intake.RowIntake;
import org.myotome.storage.messages.KeptTables;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** Takes tables in, over HTTP and for the command. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({CsvProperties.class, IntakeProperties.class})
class CsvConfiguration {

    @Bean
    CsvFormat csvFormat() {
        return new CsvFormat();
    }

    /** Its threads store chunks of tables; when the server stops, chunks that are being stored are finished. */
    @Bean(destroyMethod = "stop")
    ChunkWorkers chunkWorkers(CsvProperties properties) {
        return new ChunkWorkers(
                Executors.newFixedThreadPool(properties.threads(), new CustomizableThreadFactory("table-")));
    }

    @Bean
    TableLedger tableLedger(KeptTables tables) {
        return new KeptLedger(tables);
    }

    @Bean
    TableImport tableImport(RowIntake intake, ChunkWorkers workers, CsvProperties properties, TableLedger ledger) {
        return new TableImport(intake, workers.threads(), properties, ledger);
    }

    @Bean
    WholeTable wholeTable(RowIntake intake, TableImport tables, TableLedger ledger) {
        return new WholeTable(intake, tables, ledger);
    }

    @Bean
    ServletRegistrationBean<CsvServlet> csvServlet(
            TableImport tables, WholeTable whole, IntakeProperties properties, FhirContext fhir) {
        return new ServletRegistrationBean<>(
                new CsvServlet(tables, whole, new MappingFiles(properties.senders()), fhir), "/intake/csv");
    }

    /** No bean of type Executor, which others might be given instead of their own. */
    record ChunkWorkers(ExecutorService threads) {

        void stop() throws InterruptedException {
            threads.shutdown();
            threads.awaitTermination(20, TimeUnit.SECONDS);
        }
    }
}
