package org.myotome.validation;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.ConceptPropertyComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.myotome.guide.Guide;

/**
 * Adds to a resource what follows from its codes and is missing: the profile that fits, so that {@code _profile} finds
 * it, and the ordinal of each grade, so that {@code grade-order} does. What was sent is never changed.
 */
final class Completion {

    /** The R4 extension that puts a rank on a coded answer. */
    static final String ORDINAL_VALUE = "http://hl7.org/fhir/StructureDefinition/ordinalValue";

    private final ProfileFit fit;
    private final Map<Markers.Key, BigDecimal> ordinals = new HashMap<>();

    Completion(Guide guide, ProfileFit fit) {
        this.fit = fit;
        for (CodeSystem system : guide.all(CodeSystem.class)) {
            for (ConceptDefinitionComponent concept : system.getConcept()) {
                concept.getProperty().stream()
                        .filter(property -> property.getCode().equals("ordinal"))
                        .map(ConceptPropertyComponent::getValueDecimalType)
                        .forEach(ordinal ->
                                ordinals.put(new Markers.Key(system.getUrl(), concept.getCode()), ordinal.getValue()));
            }
        }
    }

    /** Completes a resource, or those that are entries of a Bundle. */
    void complete(Resource resource) {
        if (resource instanceof Bundle bundle) {
            bundle.getEntry().stream()
                    .filter(BundleEntryComponent::hasResource)
                    .forEach(entry -> complete(entry.getResource()));
            return;
        }
        addProfiles(resource);
        if (resource instanceof Observation observation && observation.hasValueCodeableConcept()) {
            observation.getValueCodeableConcept().getCoding().forEach(this::addOrdinal);
        }
    }

    private void addProfiles(Resource resource) {
        Markers markers = Markers.of(resource);
        Set<String> claimed = fit.claimed(markers.claims());
        fit.of(markers).stream()
                .filter(profile -> !claimed.contains(profile))
                .forEach(profile -> resource.getMeta().addProfile(profile));
    }

    private void addOrdinal(Coding coding) {
        BigDecimal ordinal = ordinals.get(new Markers.Key(coding.getSystem(), coding.getCode()));
        if (ordinal != null && !coding.hasExtension(ORDINAL_VALUE)) {
            coding.addExtension(ORDINAL_VALUE, new DecimalType(ordinal));
        }
    }
}
