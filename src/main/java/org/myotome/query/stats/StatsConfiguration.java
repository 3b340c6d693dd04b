package org.myotome.query.stats;

import org.myotome.FhirOperation;
import org.myotome.guide.Guide;
import org.myotome.guide.ScaleGrades;
import org.myotome.query.AskedItems;
import org.myotome.query.AskedPatients;
import org.myotome.storage.projection.StoredObservations;
import org.myotome.storage.projection.StrengthResults;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StatsConfiguration {

    @Bean
    FhirOperation statsOperation(
            AskedPatients patients,
            AskedItems items,
            Guide guide,
            StrengthResults results,
            StoredObservations observations) {
        return new StatsOperation(
                new StatsInput(patients, items, guide),
                results,
                observations,
                new StatsAnswer(items, new ScaleGrades(guide)));
    }
}
