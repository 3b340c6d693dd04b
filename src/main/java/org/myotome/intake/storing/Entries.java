package org.myotome.intake.storing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.myotome.guide.Guide;

/** What is to be written, seen together with what is stored. */
final class Entries {

    private final Stored stored;
    private final Map<String, BundleEntryComponent> written = new LinkedHashMap<>();

    Entries(Stored stored) {
        this.stored = stored;
    }

    /** As it is stored, or will be. */
    Optional<Resource> find(String reference) {
        BundleEntryComponent entry = written.get(reference);
        if (entry != null) {
            return Optional.of(entry.getResource());
        }
        return stored.find(reference);
    }

    Optional<Observation> observation(String reference) {
        return find(reference).map(Observation.class::cast);
    }

    /** The place to go back to. */
    int mark() {
        return written.size();
    }

    /**
     * Takes back what was created since, if nothing else was changed since.
     *
     * @return its references
     */
    List<String> backTo(int mark) {
        List<String> since = written.keySet().stream().skip(mark).toList();
        since.forEach(written::remove);
        return since;
    }

    boolean writes(String reference) {
        return written.containsKey(reference);
    }

    /** @return its reference */
    String create(Resource resource, String id) {
        String reference = put(resource, id);
        written.get(reference).getRequest().setIfNoneMatch("*");
        return reference;
    }

    /** @param before as it is stored, or is to be */
    String update(Resource resource, Resource before) {
        String id = before.getIdElement().getIdPart();
        boolean isNew = Optional.ofNullable(written.get(before.fhirType() + "/" + id))
                .filter(entry -> "*".equals(entry.getRequest().getIfNoneMatch()))
                .isPresent();
        if (isNew) {
            return create(resource, id);
        }
        String reference = put(resource, id);
        // Who has changed it meanwhile must not be overwritten.
        written.get(reference).getRequest().setIfMatch("W/\"" + before.getMeta().getVersionId() + "\"");
        resource.getMeta().setVersionId(before.getMeta().getVersionId());
        return reference;
    }

    private String put(Resource resource, String id) {
        resource.setId(id);
        String reference = reference(resource);
        BundleEntryComponent entry = new BundleEntryComponent()
                .setFullUrl(Guide.BASE + "/fhir/" + reference)
                .setResource(resource);
        entry.getRequest().setMethod(HTTPVerb.PUT).setUrl(reference);
        written.put(reference, entry);
        return reference;
    }

    static String reference(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }

    List<String> references() {
        return List.copyOf(written.keySet());
    }

    boolean isEmpty() {
        return written.isEmpty();
    }

    /** Without the marks of having been stored, which it was for a trial. */
    static Bundle unstored(Bundle transaction) {
        transaction.getEntry().forEach(entry -> {
            Resource resource = entry.getResource();
            resource.setId(resource.getIdElement().toVersionless());
            resource.getMeta().setVersionId(null).setLastUpdated(null);
        });
        return transaction;
    }

    /** A transaction that writes it all. */
    Bundle transaction() {
        Bundle transaction = new Bundle().setType(BundleType.TRANSACTION);
        written.values().forEach(transaction::addEntry);
        return transaction;
    }
}
