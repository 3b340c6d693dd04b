package org.myotome.terminology;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;
import org.myotome.FhirOperation;
import org.myotome.RequestProblem;

/**
 * {@code CodeSystem/$subsumes}: does one code include the other? In a flat system, as all of Myotome's are, a code
 * includes itself only. See docs/operations/subsumes.md and
 * https://hl7.org/fhir/R4/codesystem-operation-subsumes.html.
 */
final class SubsumesOperation implements FhirOperation {

    private static final Set<String> PARAMETERS =
            ParameterNames.withEcosystem("codeA", "codeB", "system", "version", "codingA", "codingB");

    private final Terminology terminology;

    SubsumesOperation(Terminology terminology) {
        this.terminology = terminology;
    }

    @Operation(
            name = "$subsumes",
            typeName = "CodeSystem",
            idempotent = true,
            canonicalUrl = "http://hl7.org/fhir/OperationDefinition/CodeSystem-subsumes")
    public Parameters subsumes(@IdParam(optional = true) @Nullable IdType id, RequestDetails request) {
        return TerminologyProblem.told(() -> subsumes(id, TerminologyParameters.of(request, PARAMETERS)));
    }

    private Parameters subsumes(@Nullable IdType id, TerminologyParameters in) {
        var scope = terminology.with(in);
        var bare = bare(scope, id, in);
        var a = TerminologyInput.coding(in, "codeA", "codingA", bare);
        var b = TerminologyInput.coding(in, "codeB", "codingB", bare);
        var system = scope.systems().required(a.getSystem(), a.getVersion());
        if (!a.getSystem().equals(b.getSystem())) {
            scope.systems().required(b.getSystem(), b.getVersion());
            throw RequestProblem.invalid("The codes come from different systems, " + a.getSystem() + " and "
                    + b.getSystem() + ". Send two codes of one system.");
        }
        scope.systems().required(b.getSystem(), b.getVersion());
        var outcome = outcome(
                system,
                system.required(a.getCode()).getCode(),
                system.required(b.getCode()).getCode());
        return new Parameters().addParameter("outcome", new CodeType(outcome));
    }

    private static String outcome(TerminologySystem system, String a, String b) {
        if (a.equals(b)) {
            return "equivalent";
        }
        if (system.isBelow(b, a)) {
            return "subsumes";
        }
        return system.isBelow(a, b) ? "subsumed-by" : "not-subsumed";
    }

    private static Coding bare(Terminology scope, @Nullable IdType id, TerminologyParameters in) {
        var bare = new Coding().setVersion(in.text("version").orElse(null));
        if (id != null && in.has("system")) {
            throw RequestProblem.invalid("The system is in the path. Leave the parameter system out.");
        }
        return id == null
                ? bare.setSystem(in.text("system").orElse(null))
                : bare.setSystem(scope.systems().inMemory().required(id, in).getUrl());
    }
}
