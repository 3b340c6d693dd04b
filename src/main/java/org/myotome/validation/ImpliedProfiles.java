package org.myotome.validation;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.common.hapi.validation.validator.FhirDefaultPolicyAdvisor;
import org.hl7.fhir.r5.elementmodel.Element;
import org.hl7.fhir.r5.model.ElementDefinition;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.utils.validation.IMessagingServices;
import org.hl7.fhir.r5.utils.validation.IResourceValidator;
import org.hl7.fhir.utilities.validation.ValidationMessage;

/**
 * Tells the HL7 validator to check a resource against the profile that fits its codes, wherever it stands (alone, in a
 * Bundle, contained) and whatever it claims to be.
 */
final class ImpliedProfiles extends FhirDefaultPolicyAdvisor {

    private final ProfileFit fit;

    ImpliedProfiles(ProfileFit fit) {
        this.fit = fit;
    }

    @Override
    public List<StructureDefinition> getImpliedProfilesForResource(
            IResourceValidator validator,
            Object appContext,
            String stackPath,
            ElementDefinition definition,
            StructureDefinition structure,
            Element resource,
            boolean valid,
            IMessagingServices messaging,
            List<ValidationMessage> messages) {
        Markers markers = Markers.of(resource);
        Set<String> implied = new HashSet<>(fit.of(markers));
        implied.removeAll(fit.claimed(markers.claims()));
        return implied.stream()
                .map(url -> validator.getContext().fetchResource(StructureDefinition.class, url))
                .filter(Objects::nonNull)
                .toList();
    }
}
