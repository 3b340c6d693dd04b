package org.myotome.terminology;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.r4.model.ValueSet;
import org.jspecify.annotations.Nullable;
import org.myotome.FhirOperation;

/**
 * {@code ValueSet/$expand}: which codes are in this value set? See docs/operations/expand.md and
 * https://hl7.org/fhir/R4/valueset-operation-expand.html.
 */
final class ExpandOperation implements FhirOperation {

    /** Lists are flat and have no post-coordinated codes, so the exclude flags take nothing away. */
    static final Set<String> PARAMETERS = ParameterNames.withEcosystem(
            "url", "valueSet", "valueSetVersion", "filter", "offset", "count", "property", "designation");

    private final Terminology terminology;

    ExpandOperation(Terminology terminology) {
        this.terminology = terminology;
    }

    @Operation(
            name = "$expand",
            typeName = "ValueSet",
            idempotent = true,
            canonicalUrl = "http://hl7.org/fhir/OperationDefinition/ValueSet-expand")
    public ValueSet expand(@IdParam(optional = true) @Nullable IdType id, RequestDetails request) {
        return TerminologyProblem.told(() -> expand(
                id, TerminologyParameters.of(request, PARAMETERS), request.getHeader(TerminologyLanguages.HEADER)));
    }

    private ValueSet expand(@Nullable IdType id, TerminologyParameters in, @Nullable String acceptLanguage) {
        var scope = terminology.with(in);
        var valueSet = scope.valueSets().required(id, in);
        var whole = scope.members().of(valueSet);
        var systems = whole.heldSystems();
        var page = ExpansionPage.of(in, TerminologyLanguages.of(in, acceptLanguage), systems)
                .cut(whole);
        for (var system : systems) {
            page.addParameter().setName("used-codesystem").setValue(new UriType(system.canonical()));
        }
        scope.members().places(valueSet).stream()
                .map(place -> scope.choose(place.getSystem(), place.getVersion()))
                .flatMap(choice -> choice.parameter().map(name -> Map.entry(name, choice.canonical())).stream())
                .distinct()
                .forEach(used -> page.addParameter().setName(used.getKey()).setValue(new UriType(used.getValue())));
        return described(valueSet, in.flag("includeDefinition")).setExpansion(page);
    }

    private static ValueSet described(ValueSet valueSet, boolean definition) {
        var copy = valueSet.copy();
        copy.setText(null);
        return definition ? copy : copy.setCompose(null);
    }
}
