package org.myotome.terminology;

import ca.uhn.fhir.context.FhirContext;
import java.util.Map;
import java.util.Optional;
import org.myotome.AddedTerminology;
import org.myotome.guide.Guide;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Offers the FHIR endpoint what the guide can answer. */
@Configuration(proxyBeanMethods = false)
class TerminologyConfiguration {

    @Bean
    Terminology terminology(Guide guide, Optional<AddedTerminology> added) {
        return Terminology.of(guide, added);
    }

    @Bean
    ExpandOperation expandOperation(Terminology terminology) {
        return new ExpandOperation(terminology);
    }

    @Bean
    ValidateCodeOperation validateCodeOperation(Terminology terminology) {
        return new ValidateCodeOperation(terminology);
    }

    @Bean
    LookupOperation lookupOperation(Terminology terminology) {
        return new LookupOperation(terminology);
    }

    @Bean
    SubsumesOperation subsumesOperation(Terminology terminology) {
        return new SubsumesOperation(terminology);
    }

    @Bean
    TranslateOperation translateOperation(Terminology terminology) {
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

    /** To be registered with the FHIR endpoint too. */
    @Bean
    TerminologyBatch terminologyBatch(
            FhirContext fhir,
            ExpandOperation expand,
            ValidateCodeOperation validateCode,
            LookupOperation lookup,
            SubsumesOperation subsumes,
            TranslateOperation translate) {
        return new TerminologyBatch(
                fhir,
                Map.of(
                        "ValueSet/$expand", expand::expand,
                        "ValueSet/$validate-code", validateCode::inValueSet,
                        "CodeSystem/$validate-code", validateCode::inCodeSystem,
                        "CodeSystem/$lookup", (id, request) -> lookup.lookup(request),
                        "CodeSystem/$subsumes", subsumes::subsumes,
                        "ConceptMap/$translate", translate::translate));
    }

    /** To be registered like the one above. */
    @Bean
    TerminologyMetadata terminologyMetadata(Terminology terminology, @Value("${myotome.version}") String version) {
        return new TerminologyMetadata(new TerminologyStatement(terminology, version));
    }

    @Bean
    ConformanceCapabilities conformanceCapabilities(ConformanceProviders conformance) {
        return new ConformanceCapabilities(conformance.resourceTypes());
    }
}
