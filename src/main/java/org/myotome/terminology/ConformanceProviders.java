package org.myotome.terminology;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CompartmentDefinition;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.ImplementationGuide;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.NamingSystem;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.hl7.fhir.r4.model.SearchParameter;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;
import org.myotome.guide.Guide;

/**
 * The read-only REST of the guide. The server registers these, and no other provider for the same types. It is a type
 * of its own because HAPI JPA publishes a bean of type {@link IResourceProvider} for each of its resource types.
 */
public record ConformanceProviders(List<IResourceProvider> providers) {

    private static final List<Class<? extends MetadataResource>> ALWAYS = List.of(
            StructureDefinition.class, SearchParameter.class, CodeSystem.class, ValueSet.class, ConceptMap.class);

    private static final List<Class<? extends MetadataResource>> IF_PRESENT = List.of(
            OperationDefinition.class,
            ImplementationGuide.class,
            CapabilityStatement.class,
            CompartmentDefinition.class,
            NamingSystem.class);

    static ConformanceProviders of(FhirContext fhir, Guide guide) {
        return new ConformanceProviders(Stream.concat(
                        ALWAYS.stream(),
                        IF_PRESENT.stream().filter(type -> !guide.all(type).isEmpty()))
                .<IResourceProvider>map(type -> new ConformanceProvider(fhir, guide, type, guide.all(type)))
                .toList());
    }

    /** The names of the types that are read-only. */
    public Set<String> resourceTypes() {
        return providers.stream()
                .map(provider -> provider.getResourceType().getSimpleName())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** An artefact as it is published; empty if the guide has none of this type and id. */
    public Optional<IBaseResource> read(String type, String id) {
        return providers.stream()
                .filter(provider -> provider.getResourceType().getSimpleName().equals(type))
                .map(ConformanceProvider.class::cast)
                .filter(provider -> provider.holds(id))
                .map(provider -> provider.read(new IdType(type, id)))
                .findFirst();
    }
}
