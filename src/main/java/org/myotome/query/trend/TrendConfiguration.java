package org.myotome.query.trend;

import org.myotome.FhirOperation;
import org.myotome.guide.Guide;
import org.myotome.query.AnswerJson;
import org.myotome.query.AskedCohort;
import org.myotome.query.AskedItems;
import org.myotome.query.AskedPatients;
import org.myotome.storage.projection.PatientRecords;
import org.myotome.storage.projection.StrengthResults;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The operation {@code $strength-trend}. */
@Configuration(proxyBeanMethods = false)
class TrendConfiguration {

    @Bean
    FhirOperation strengthTrendOperation(
            Guide guide,
            AnswerJson json,
            StrengthResults results,
            PatientRecords records,
            AskedCohort cohorts,
            AskedItems items,
            AskedPatients patients) {
        TrendWork work = new TrendWork(results, records, cohorts, items, new Diagnoses(guide, records));
        return new StrengthTrendOperation(work, patients, items, json);
    }
}
