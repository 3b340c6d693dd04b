package org.myotome.storage;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.ArrayList;
import org.myotome.FhirInterceptor;

/**
 * A reverse chain behind a reference, {@code subject:Patient._has:Condition:subject:due-to=…}, names the type that the
 * reference leads to. Without it HAPI looks through every type at once, and found no end on sixty patients: it would take a
 * thread for as long as somebody likes. {@code patient} leads to one type only, which is filled in.
 */
final class ChainedHasSearch implements FhirInterceptor {

    private static final String HAS = "_has:";

    @Hook(Pointcut.STORAGE_PRESEARCH_REGISTERED)
    public void typed(SearchParameterMap search) {
        search.entrySet()
                .forEach(parameter -> parameter
                        .getValue()
                        .replaceAll(alternatives -> new ArrayList<>(alternatives.stream()
                                .map(alternative -> typed(parameter.getKey(), alternative))
                                .toList())));
    }

    private static IQueryParameterType typed(String name, IQueryParameterType asked) {
        if (!(asked instanceof ReferenceParam reference)
                || reference.getChain() == null
                || !reference.getChain().startsWith(HAS)
                || reference.hasResourceType()) {
            return asked;
        }
        if (name.equals("patient")) {
            return new ReferenceParam("Patient", reference.getChain(), reference.getValue());
        }
        throw new InvalidRequestException("The search parameter " + name + "." + reference.getChain()
                + " does not say to which type " + name + " leads: name it, such as " + name + ":Patient."
                + reference.getChain());
    }
}
