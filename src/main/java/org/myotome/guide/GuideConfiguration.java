package org.myotome.guide;

import ca.uhn.fhir.context.FhirContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Loads the guide once. */
@Configuration
class GuideConfiguration {

    @Bean
    Guide guide(FhirContext fhir) {
        return Guide.load(fhir);
    }
}
