package org.myotome.query;

import ca.uhn.fhir.context.FhirContext;
import org.myotome.guide.Guide;
import org.myotome.storage.ResourceStore;
import org.myotome.storage.projection.PatientRecords;
import org.myotome.storage.projection.StrengthResults;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What all operations use. Each has a configuration of its own. */
@Configuration(proxyBeanMethods = false)
class QueryConfiguration {

    @Bean
    AskedItems askedItems(Guide guide) {
        return new AskedItems(guide);
    }

    @Bean
    AskedPatients askedPatients(StrengthResults results) {
        return new AskedPatients(results);
    }

    @Bean
    AskedCohort askedCohort(AskedPatients patients, PatientRecords records, ResourceStore store) {
        return new AskedCohort(patients, records, store);
    }

    @Bean
    AnswerJson answerJson(FhirContext fhir) {
        return new AnswerJson(fhir);
    }
}
