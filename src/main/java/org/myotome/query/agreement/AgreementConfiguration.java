package org.myotome.query.agreement;

import org.myotome.FhirOperation;
import org.myotome.guide.Guide;
import org.myotome.query.AskedItems;
import org.myotome.query.AskedPatients;
import org.myotome.storage.ResourceStore;
import org.myotome.storage.projection.StrengthResults;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AgreementConfiguration {

    @Bean
    FhirOperation agreementOperation(
            Guide guide, AskedItems items, AskedPatients patients, StrengthResults results, ResourceStore store) {
        GradeScales scales = new GradeScales(guide);
        return new AgreementOperation(scales, patients, items, results, store, new AgreementAnswer(scales, items));
    }
}
