package org.myotome.terminology;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;
import org.myotome.FhirOperation;

/**
 * {@code ValueSet/$validate-code} and {@code CodeSystem/$validate-code}: is this code right here? See
 * docs/operations/validate-code.md, https://hl7.org/fhir/R4/valueset-operation-validate-code.html and
 * https://hl7.org/fhir/R4/codesystem-operation-validate-code.html.
 */
final class ValidateCodeOperation implements FhirOperation {

    /** abstract and displayLanguage are accepted without effect: no code is abstract and displays are English. */
    private static final Set<String> VALUE_SET_PARAMETERS = Set.of(
            "url",
            "valueSet",
            "valueSetVersion",
            "code",
            "system",
            "systemVersion",
            "display",
            "coding",
            "codeableConcept",
            "abstract",
            "displayLanguage");

    private static final Set<String> CODE_SYSTEM_PARAMETERS = Set.of(
            "url",
            "codeSystem",
            "version",
            "code",
            "display",
            "coding",
            "codeableConcept",
            "abstract",
            "displayLanguage");

    private final Terminology terminology;

    ValidateCodeOperation(Terminology terminology) {
        this.terminology = terminology;
    }

    @Operation(
            name = "$validate-code",
            typeName = "ValueSet",
            idempotent = true,
            canonicalUrl = "http://hl7.org/fhir/OperationDefinition/ValueSet-validate-code")
    public Parameters inValueSet(@IdParam(optional = true) @Nullable IdType id, RequestDetails request) {
        var in = TerminologyParameters.of(request, VALUE_SET_PARAMETERS);
        var valueSet = terminology.valueSets().required(id, in);
        var members = terminology.expansion(valueSet);
        var bare = new Coding()
                .setSystem(in.text("system").orElse(null))
                .setVersion(in.text("systemVersion").orElse(null));
        var codings = TerminologyInput.codings(
                in, bare, "Send system. Codes there come from: " + String.join(", ", members.systems()) + ".");
        codings.forEach(terminology::requireVersion);
        var where = valueSet.hasUrl() ? valueSet.getUrl() : "the value set that was sent";
        return TerminologyVerdict.of(codings, members, where).toParameters();
    }

    @Operation(
            name = "$validate-code",
            typeName = "CodeSystem",
            idempotent = true,
            canonicalUrl = "http://hl7.org/fhir/OperationDefinition/CodeSystem-validate-code")
    public Parameters inCodeSystem(@IdParam(optional = true) @Nullable IdType id, RequestDetails request) {
        var in = TerminologyParameters.of(request, CODE_SYSTEM_PARAMETERS);
        var system = terminology.system(terminology.codeSystems().required(id, in));
        var codings = TerminologyInput.codings(in, new Coding().setSystem(system.url()), "Send url.");
        codings.forEach(terminology::requireVersion);
        return TerminologyVerdict.of(codings, system.all(), system.url()).toParameters();
    }
}
