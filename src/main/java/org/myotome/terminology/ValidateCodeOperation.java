package org.myotome.terminology;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.myotome.FhirOperation;
import org.myotome.RequestProblem;

/**
 * {@code ValueSet/$validate-code} and {@code CodeSystem/$validate-code}: is this code right here? And
 * {@code $batch-validate-code}, the same for several codes at once. See docs/operations/validate-code.md,
 * https://hl7.org/fhir/R4/valueset-operation-validate-code.html,
 * https://hl7.org/fhir/R4/codesystem-operation-validate-code.html and https://build.fhir.org/ig/HL7/fhir-tx-ecosystem-ig.
 */
final class ValidateCodeOperation implements FhirOperation {

    private static final String IN_VALUE_SET = "http://hl7.org/fhir/OperationDefinition/ValueSet-validate-code";
    private static final String IN_CODE_SYSTEM = "http://hl7.org/fhir/OperationDefinition/CodeSystem-validate-code";

    private static final Set<String> COMMON = ParameterNames.withEcosystem(
            "url",
            "code",
            "display",
            "coding",
            "codeableConcept",
            "abstract",
            "lenient-display-validation",
            "mode",
            "valueset-membership-only",
            "valueSetMode",
            "inferSystem");

    private static final Set<String> VALUE_SET_PARAMETERS =
            ParameterNames.union(COMMON, Set.of("valueSet", "valueSetVersion", "system", "systemVersion"));

    private static final Set<String> CODE_SYSTEM_PARAMETERS =
            ParameterNames.union(COMMON, Set.of("codeSystem", "version"));

    private static final String VALIDATION = "validation";

    private final Terminology terminology;

    ValidateCodeOperation(Terminology terminology) {
        this.terminology = terminology;
    }

    @Operation(name = "$validate-code", typeName = "ValueSet", idempotent = true, canonicalUrl = IN_VALUE_SET)
    public Parameters inValueSet(@IdParam(optional = true) @Nullable IdType id, RequestDetails request) {
        return TerminologyProblem.told(
                () -> inValueSet(id, TerminologyParameters.of(request, VALUE_SET_PARAMETERS), languages(request)));
    }

    @Operation(name = "$validate-code", typeName = "CodeSystem", idempotent = true, canonicalUrl = IN_CODE_SYSTEM)
    public Parameters inCodeSystem(@IdParam(optional = true) @Nullable IdType id, RequestDetails request) {
        return TerminologyProblem.told(
                () -> inCodeSystem(id, TerminologyParameters.of(request, CODE_SYSTEM_PARAMETERS), languages(request)));
    }

    @Operation(name = "$batch-validate-code", typeName = "ValueSet")
    public Parameters severalInValueSet(RequestDetails request) {
        return several(request, VALUE_SET_PARAMETERS, this::inValueSetOrSystem);
    }

    @Operation(name = "$batch-validate-code", typeName = "CodeSystem")
    public Parameters severalInCodeSystem(RequestDetails request) {
        return several(request, CODE_SYSTEM_PARAMETERS, this::inCodeSystem);
    }

    private interface Single {
        Parameters answer(@Nullable IdType id, TerminologyParameters in, @Nullable String languages);
    }

    /** Each {@code validation} has its own parameters; those beside it count for all. One that fails leaves the others. */
    private static Parameters several(RequestDetails request, Set<String> known, Single single) {
        return TerminologyProblem.told(() -> {
            var in = TerminologyParameters.of(request, ParameterNames.union(known, Set.of(VALIDATION)));
            var out = new Parameters();
            for (var validation : in.resources(VALIDATION)) {
                out.addParameter().setName(VALIDATION).setResource(answer(validation, in, known, single, request));
            }
            return out;
        });
    }

    private static Resource answer(
            Resource validation, TerminologyParameters in, Set<String> known, Single single, RequestDetails request) {
        try {
            return TerminologyProblem.told(() -> {
                if (!(validation instanceof Parameters one)) {
                    throw RequestProblem.invalid("A validation is a " + validation.fhirType()
                            + ". It must be a Parameters with the parameters of $validate-code.");
                }
                return single.answer(null, in.without(VALIDATION).and(one, known), languages(request));
            });
        } catch (BaseServerResponseException problem) {
            return (Resource) problem.getOperationOutcome();
        }
    }

    /** HL7's validator asks here for codes without a value set too. */
    private Parameters inValueSetOrSystem(@Nullable IdType id, TerminologyParameters in, @Nullable String languages) {
        return in.has("url") || in.has("valueSet") ? inValueSet(id, in, languages) : inCodeSystem(id, in, languages);
    }

    private Parameters inValueSet(@Nullable IdType id, TerminologyParameters in, @Nullable String languages) {
        var sent = terminology.with(in);
        var valueSet = sent.valueSets().required(id, in);
        var scope = sent.with(valueSet);
        var bare = new Coding()
                .setSystem(in.text("system").orElse(null))
                .setVersion(in.text("systemVersion").orElse(null));
        var hint = "Send system, or inferSystem=true. Codes there come from: "
                + String.join(", ", scope.members().systems(valueSet)) + ".";
        return TerminologyVerdict.of(
                        scope,
                        Optional.of(valueSet),
                        CodeQuestion.of(in, TerminologyLanguages.of(in, languages, valueSet), bare, hint))
                .toParameters();
    }

    private Parameters inCodeSystem(@Nullable IdType id, TerminologyParameters in, @Nullable String languages) {
        var scope = terminology.with(in);
        var url = id == null
                ? in.text("url").or(() -> TxResources.codeSystem(in).map(system -> system.getUrl()))
                : Optional.of(scope.systems().inMemory().required(id, in).getUrl());
        var parts = url.orElse("").split("\\|", 2);
        var version = in.text("version").or(() -> Optional.ofNullable(parts.length == 2 ? parts[1] : null));
        var bare = new Coding().setSystem(url.map(any -> parts[0]).orElse(null)).setVersion(version.orElse(null));
        var question = CodeQuestion.of(in, TerminologyLanguages.of(in, languages), bare, "Send url.");
        for (var coding : question.codings()) {
            if (url.isPresent() && coding.hasSystem() && !coding.getSystem().equals(parts[0])) {
                throw RequestProblem.invalid(
                        "The coding is of system " + coding.getSystem() + ", but the request is about " + parts[0]
                                + ". Leave url out, or send a coding of that system.");
            }
            if (url.isPresent() && !coding.hasVersion()) {
                coding.setVersion(version.orElse(null));
            }
        }
        return TerminologyVerdict.of(scope, Optional.empty(), question).toParameters();
    }

    private static @Nullable String languages(RequestDetails request) {
        return request.getHeader(TerminologyLanguages.HEADER);
    }
}
