package org.myotome.triage;

import ca.uhn.fhir.context.FhirContext;
import org.myotome.FhirOperation;
import org.myotome.OperationResources;
import org.myotome.guide.Guide;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Parses the rules once; one that is broken stops the start. */
@Configuration(proxyBeanMethods = false)
class TriageConfiguration {

    @Bean
    FhirOperation weaknessTriageOperation(FhirContext fhir, Guide guide, OperationResources resources) {
        return new WeaknessTriageOperation(new Triage(fhir, guide), new TriageAnswer(guide), resources);
    }
}
