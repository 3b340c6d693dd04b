package org.myotome.storage;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.jpa.searchparam.registry.ISearchParamProvider;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.server.SimpleBundleProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.SearchParameter;
import org.myotome.guide.Guide;

/**
 * Gives HAPI's registry the SearchParameters of the guide, and those of R4 that are not as R4 has them. They change with a
 * start of the server, never in between.
 */
final class GuideSearchParams implements ISearchParamProvider {

    private final Guide guide;
    private final TrimmedSearchParams trimmed;

    GuideSearchParams(Guide guide, TrimmedSearchParams trimmed) {
        this.guide = guide;
        this.trimmed = trimmed;
    }

    @Override
    public IBundleProvider search(SearchParameterMap ignored) {
        return new SimpleBundleProvider(Stream.concat(trimmed.all().stream(), guide.all(SearchParameter.class).stream())
                .map(IBaseResource.class::cast)
                .toList());
    }

    @Override
    public IBaseResource read(IIdType id) {
        return guide.all(SearchParameter.class).stream()
                .filter(parameter -> parameter.getIdElement().getIdPart().equals(id.getIdPart()))
                .findFirst()
                .orElseThrow(() -> new ResourceNotFoundException(id));
    }
}
