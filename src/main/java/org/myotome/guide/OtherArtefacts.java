package org.myotome.guide;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.MetadataResource;
import org.jspecify.annotations.Nullable;

/**
 * The artefacts that HAPI's prepopulated support leaves out: it keeps profiles, terminology and search parameters only.
 * Without the Questionnaire the validator would warn that it is unknown and let every answer pass.
 */
final class OtherArtefacts implements IValidationSupport {

    private final FhirContext fhir;
    private final Map<String, MetadataResource> byCanonical = new HashMap<>();

    OtherArtefacts(FhirContext fhir, List<MetadataResource> artefacts) {
        this.fhir = fhir;
        artefacts.forEach(artefact -> {
            byCanonical.put(artefact.getUrl(), artefact);
            byCanonical.put(artefact.getUrl() + "|" + artefact.getVersion(), artefact);
        });
    }

    @Override
    public FhirContext getFhirContext() {
        return fhir;
    }

    @Override
    public <T extends IBaseResource> @Nullable T fetchResource(@Nullable Class<T> type, String canonical) {
        var artefact = byCanonical.get(canonical);
        return type != null && type.isInstance(artefact) ? type.cast(artefact) : null;
    }
}
