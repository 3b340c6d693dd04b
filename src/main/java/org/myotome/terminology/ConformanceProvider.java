package org.myotome.terminology;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.SimpleBundleProvider;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Resource;
import org.myotome.RequestProblem;
import org.myotome.guide.Guide;

/**
 * Read and search for the artefacts of one type. It has no write methods, so nothing can be changed through REST: the
 * artefacts change with their files, at the next start.
 *
 * <p>The version of an artefact is a checksum of its content, so that it stays the same over restarts and an ETag never
 * vouches for content that has changed; {@code lastUpdated} is the date that the artefact states.
 */
final class ConformanceProvider implements IResourceProvider {

    private static final int DEFAULT_COUNT = 50;

    private final Class<? extends MetadataResource> type;
    private final Map<String, MetadataResource> published = new LinkedHashMap<>();
    private final ConformanceSearch search;

    ConformanceProvider(
            FhirContext fhir,
            Guide guide,
            Class<? extends MetadataResource> type,
            List<? extends MetadataResource> artefacts) {
        this.type = type;
        artefacts.forEach(artefact -> published.put(artefact.getIdElement().getIdPart(), publish(guide, artefact)));
        this.search = new ConformanceSearch(fhir, type.getSimpleName(), List.copyOf(published.values()));
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return type;
    }

    boolean holds(String id) {
        return published.containsKey(id);
    }

    /** Only the current version of an artefact is kept. */
    @Read(version = true)
    public IBaseResource read(@IdParam IdType id) {
        var artefact = published.get(id.getIdPart());
        if (artefact == null) {
            throw RequestProblem.notFound(type.getSimpleName() + "/" + id.getIdPart() + " does not exist. Held are: "
                    + String.join(", ", published.keySet()) + ".");
        }
        if (id.hasVersionIdPart()
                && !id.getVersionIdPart().equals(artefact.getMeta().getVersionId())) {
            throw RequestProblem.notFound(type.getSimpleName() + "/" + id.getIdPart() + " has only the version "
                    + artefact.getMeta().getVersionId() + " here. Older versions are not kept.");
        }
        return artefact.copy();
    }

    @Search(allowUnknownParams = true)
    public IBundleProvider search(RequestDetails request) {
        var query = request.getParameters();
        var found = search.find(query);
        var offset = number(query, Constants.PARAM_OFFSET, 0);
        var count = number(query, Constants.PARAM_COUNT, DEFAULT_COUNT);
        var page = found.stream().skip(offset).limit(count).map(Resource::copy).toList();
        // The paging of HAPI JPA remembers searches in the database only; pages by offset need no memory.
        var result = new SimpleBundleProvider(page).setSize(found.size());
        result.setCurrentPageOffset(offset);
        result.setCurrentPageSize(count == 0 ? Math.max(1, found.size()) : count);
        return result;
    }

    private static int number(Map<String, String[]> query, String name, int otherwise) {
        var sent = query.get(name);
        if (sent == null) {
            return otherwise;
        }
        if (sent.length != 1 || !sent[0].matches("\\d{1,9}")) {
            throw RequestProblem.invalid("Parameter " + name + " must be a whole number, 0 or more, sent once.");
        }
        return Integer.parseInt(sent[0]);
    }

    private static MetadataResource publish(Guide guide, MetadataResource artefact) {
        var copy = artefact.copy();
        copy.getMeta().setVersionId(guide.checksum(artefact));
        if (copy.hasDate()) {
            var stated = ConformanceInstants.of(copy.getDateElement()).from();
            copy.getMeta()
                    .setLastUpdatedElement(new InstantType(
                            Date.from(stated), InstantType.DEFAULT_PRECISION, TimeZone.getTimeZone(ZoneOffset.UTC)));
        }
        return copy;
    }
}
