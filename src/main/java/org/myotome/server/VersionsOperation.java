package org.myotome.server;

import ca.uhn.fhir.rest.annotation.Operation;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters;
import org.myotome.FhirOperation;

/**
 * {@code $versions}: which versions of FHIR are spoken here? One. See
 * https://hl7.org/fhir/R4/capabilitystatement-operation-versions.html.
 */
final class VersionsOperation implements FhirOperation {

    private static final String R4 = "4.0";

    @Operation(
            name = "$versions",
            idempotent = true,
            canonicalUrl = "http://hl7.org/fhir/OperationDefinition/CapabilityStatement-versions")
    public Parameters versions() {
        return new Parameters().addParameter("version", new CodeType(R4)).addParameter("default", new CodeType(R4));
    }
}
