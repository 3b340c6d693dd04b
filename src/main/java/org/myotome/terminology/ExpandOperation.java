package org.myotome.terminology;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
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

    /** displayLanguage and the exclude flags are accepted without effect: displays are English and lists are flat. */
    private static final Set<String> PARAMETERS = Set.of(
            "url",
            "valueSet",
            "valueSetVersion",
            "filter",
            "offset",
            "count",
            "includeDesignations",
            "includeDefinition",
            "activeOnly",
            "displayLanguage",
            "excludeNested",
            "excludeNotForUI",
            "excludePostCoordinated");

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
        var in = TerminologyParameters.of(request, PARAMETERS);
        var valueSet = terminology.valueSets().required(id, in);
        var whole = terminology.expansion(valueSet);
        var page = ExpansionPage.of(in).cut(whole);
        terminology
                .versions(whole)
                .forEach(canonical -> page.addParameter().setName("version").setValue(new UriType(canonical)));
        return described(valueSet, in.flag("includeDefinition")).setExpansion(page);
    }

    private static ValueSet described(ValueSet valueSet, boolean definition) {
        var copy = valueSet.copy();
        copy.setText(null);
        return definition ? copy : copy.setCompose(null);
    }
}
