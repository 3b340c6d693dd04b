package org.myotome.storage;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.jpa.searchparam.registry.ISearchParamProvider;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.server.SimpleBundleProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.SearchParameter;
import org.myotome.guide.Guide;

/** Gives HAPI's registry the SearchParameters of the guide. They change with a start of the server, never in between. */
final class GuideSearchParams implements ISearchParamProvider {

    private final Guide guide;

    GuideSearchParams(Guide guide) {
        this.guide = guide;
    }

    @Override
    public IBundleProvider search(SearchParameterMap ignored) {
        return new SimpleBundleProvider(List.copyOf(guide.all(SearchParameter.class)));
    }

    @Override
    public IBaseResource read(IIdType id) {
        return guide.all(SearchParameter.class).stream()
                .filter(parameter -> parameter.getIdElement().getIdPart().equals(id.getIdPart()))
                .findFirst()
                .orElseThrow(() -> new ResourceNotFoundException(id));
    }
}
