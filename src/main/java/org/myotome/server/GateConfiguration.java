package org.myotome.server;

import ca.uhn.fhir.context.FhirContext;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Observation;
import org.myotome.OperationResources;
import org.myotome.storage.ResourceStore;
import org.myotome.validation.Gate;
import org.myotome.validation.StoredResources;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Connects the gate, which knows no storage, with the store, which knows no gate. */
@Configuration(proxyBeanMethods = false)
class GateConfiguration {

    @Bean
    GateInterceptor gateInterceptor(Gate gate, StoredResources stored, FhirContext fhir) {
        return new GateInterceptor(gate, stored, fhir);
    }

    @Bean
    ValidateInterceptor validateInterceptor(Gate gate, StoredResources stored, ResourceStore store, FhirContext fhir) {
        return new ValidateInterceptor(gate, stored, store, fhir);
    }

    @Bean
    OperationResources operationResources(Gate gate, ResourceStore store, FhirContext fhir) {
        return new GateOfOperations(gate, store, fhir);
    }

    @Bean
    StoredResources storedResources(ResourceStore store) {
        return new StoredResources() {
            @Override
            public Set<String> existing(Collection<String> references) {
                return store.existing(references);
            }

            @Override
            public Optional<Observation> observation(String reference) {
                return store.read(reference)
                        .filter(Observation.class::isInstance)
                        .map(Observation.class::cast);
            }

            @Override
            public List<Observation> usersOf(String reference) {
                return store.usersOf(reference);
            }
        };
    }
}
