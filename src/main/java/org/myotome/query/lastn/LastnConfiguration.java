package org.myotome.query.lastn;

import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Coding;
import org.myotome.FhirOperation;
import org.myotome.guide.Guide;
import org.myotome.guide.ValueSetCodes;
import org.myotome.query.AskedItems;
import org.myotome.query.AskedPatients;
import org.myotome.storage.projection.StoredObservations;
import org.myotome.storage.projection.StrengthResults;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LastnConfiguration {

    @Bean
    FhirOperation lastnOperation(
            AskedPatients patients,
            AskedItems items,
            Guide guide,
            StrengthResults results,
            StoredObservations observations) {
        var methods = new ValueSetCodes(guide)
                .of(Guide.BASE + "/ValueSet/strength-method").stream()
                        .map(Coding::getCode)
                        .collect(Collectors.toSet());
        return new LastnOperation(patients, items, methods, new LastPages(results, observations), observations);
    }
}
