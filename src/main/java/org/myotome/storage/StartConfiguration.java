package org.myotome.storage;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.config.r4.FhirContextR4Config;
import org.myotome.guide.GuideLoading;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** What makes HAPI start sooner. The class that it imports comes first, so that its bean can be replaced here. */
@Configuration(proxyBeanMethods = false)
@Import(FhirContextR4Config.class)
class StartConfiguration {

    /** Replaces HAPI's bean of the same name with the context that is being filled already. */
    @Bean
    @Primary
    FhirContext primaryFhirContext(GuideLoading loading) {
        return FhirContextR4Config.configureFhirContext(loading.fhir());
    }

    @Bean
    static LazyRepositories lazyRepositories() {
        return new LazyRepositories();
    }
}
