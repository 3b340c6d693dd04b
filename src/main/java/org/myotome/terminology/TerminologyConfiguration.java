package org.myotome.terminology;

import ca.uhn.fhir.context.FhirContext;
import org.myotome.FhirOperation;
import org.myotome.guide.Guide;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Offers the FHIR endpoint what the guide can answer. */
@Configuration
class TerminologyConfiguration {

    @Bean
    Terminology terminology(Guide guide) {
        return Terminology.of(guide);
    }

    @Bean
    FhirOperation expandOperation(Terminology terminology) {
        return new ExpandOperation(terminology);
    }

    @Bean
    FhirOperation validateCodeOperation(Terminology terminology) {
        return new ValidateCodeOperation(terminology);
    }

    @Bean
    FhirOperation lookupOperation(Terminology terminology) {
        return new LookupOperation(terminology);
    }

    @Bean
    FhirOperation subsumesOperation(Terminology terminology) {
        return new SubsumesOperation(terminology);
    }

    @Bean
    FhirOperation translateOperation(Terminology terminology) {
        return new TranslateOperation(terminology);
    }

    @Bean
    ConformanceProviders conformanceProviders(FhirContext fhir, Guide guide) {
        return ConformanceProviders.of(fhir, guide);
    }

    /** To be registered with the FHIR endpoint, like every bean that is annotated as a HAPI interceptor. */
    @Bean
    ConformanceReadOnlyInterceptor conformanceReadOnlyInterceptor(ConformanceProviders conformance) {
        return new ConformanceReadOnlyInterceptor(conformance.resourceTypes());
    }

    @Bean
    GuideRowsReadOnlyInterceptor guideRowsReadOnlyInterceptor(Guide guide) {
        return new GuideRowsReadOnlyInterceptor(guide);
    }

    @Bean
    ConformanceCapabilities conformanceCapabilities(ConformanceProviders conformance) {
        return new ConformanceCapabilities(conformance.resourceTypes());
    }
}
