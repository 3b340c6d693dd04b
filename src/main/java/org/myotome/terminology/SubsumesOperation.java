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
 * {@code CodeSystem/$subsumes}: does one code include the other? In a flat system only a code includes itself, so the
 * outcome is {@code equivalent} or {@code not-subsumed}. See docs/operations/subsumes.md and
 * https://hl7.org/fhir/R4/codesystem-operation-subsumes.html.
 */
final class SubsumesOperation implements FhirOperation {

    private static final Set<String> PARAMETERS = Set.of("codeA", "codeB", "system", "version", "codingA", "codingB");

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
        var in = TerminologyParameters.of(request, PARAMETERS);
        var bare = bare(id, in);
        var a = TerminologyInput.coding(in, "codeA", "codingA", bare);
        var b = TerminologyInput.coding(in, "codeB", "codingB", bare);
        var system = terminology.system(a);
        if (!system.url().equals(terminology.system(b).url())) {
            throw RequestProblem.invalid("The codes come from different systems, " + a.getSystem() + " and "
                    + b.getSystem() + ". Send two codes of one system.");
        }
        system.required(a.getCode());
        system.required(b.getCode());
        var outcome = a.getCode().equals(b.getCode()) ? "equivalent" : "not-subsumed";
        return new Parameters().addParameter("outcome", new CodeType(outcome));
    }

    private Coding bare(@Nullable IdType id, TerminologyParameters in) {
        var bare = new Coding().setVersion(in.text("version").orElse(null));
        if (id != null && in.has("system")) {
            throw RequestProblem.invalid("The system is in the path. Leave the parameter system out.");
        }
        return id == null
                ? bare.setSystem(in.text("system").orElse(null))
                : bare.setSystem(terminology.codeSystems().required(id, in).getUrl());
    }
}
