package org.myotome.validation;

import ca.uhn.fhir.context.FhirContext;
import org.myotome.guide.Guide;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ValidationConfiguration {

    @Bean
    Gate gate(FhirContext fhir, Guide guide) {
        return new Gate(fhir, guide);
    }
}
