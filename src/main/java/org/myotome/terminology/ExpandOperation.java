package org.myotome.terminology;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Set;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.ValueSet;
import org.jspecify.annotations.Nullable;
import org.myotome.FhirOperation;
import org.myotome.RequestProblem;

/**
 * {@code ValueSet/$expand}: which codes are in this value set? See docs/operations/expand.md and
 * https://hl7.org/fhir/R4/valueset-operation-expand.html.
 */
final class ExpandOperation implements FhirOperation {

    /** Lists have no post-coordinated codes, so that flag takes nothing away. */
    static final Set<String> PARAMETERS = ParameterNames.withEcosystem(
            "url", "valueSet", "valueSetVersion", "filter", "offset", "count", "property", "designation");

    private static final String MOST = "X-Too-Costly-Threshold";

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
        return TerminologyProblem.told(() -> {
            var expanded = expand(
                    id, TerminologyParameters.of(request, PARAMETERS), request.getHeader(TerminologyLanguages.HEADER));
            requireAffordable(expanded, request.getHeader(MOST));
            return expanded;
        });
    }

    /** HL7's tests, and clients with little room, say in a header how many codes they will take at once. */
    private static void requireAffordable(ValueSet expanded, @Nullable String most) {
        var codes = expanded.getExpansion().getContains().size();
        if (most != null && most.matches("\\d{1,9}") && codes > Integer.parseInt(most)) {
            throw TerminologyProblem.worded(
                    RequestProblem.unprocessable(
                            IssueType.TOOCOSTLY,
                            "The value set has " + codes + " codes, and the header " + MOST + " allows " + most
                                    + ". Ask for a page with count and offset, or for less with filter."),
                    "",
                    new CodeText(
                            "VALUESET_TOO_COSTLY",
                            "The value set '" + CodeWords.name(expanded)
                                    + "' expansion has too many codes to produce (>" + most + ")"));
        }
    }

    private ValueSet expand(@Nullable IdType id, TerminologyParameters in, @Nullable String acceptLanguage) {
        var request = terminology.with(in);
        var valueSet = request.valueSets().required(id, in);
        var scope = request.with(valueSet);
        var whole = scope.members().of(valueSet);
        var sources = ExpansionSources.of(scope, valueSet);
        var languages = TerminologyLanguages.of(in, acceptLanguage, valueSet);
        var page = ExpansionPage.of(in, languages, sources).cut(whole);
        ExpansionNotes.add(page, sources);
        return described(valueSet, in.flag("includeDefinition")).setExpansion(page);
    }

    /** Without the definition goes what explains it; what names the value set, and its copyright, stay. */
    private static ValueSet described(ValueSet valueSet, boolean definition) {
        var copy = valueSet.copy();
        copy.setText(null);
        if (definition) {
            return copy;
        }
        copy.setExtension(null);
        return copy.setDescription(null).setPurpose(null).setCompose(null);
    }
}
