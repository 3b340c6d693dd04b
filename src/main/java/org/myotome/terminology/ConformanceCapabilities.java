package org.myotome.terminology;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.ResourceVersionPolicy;
import org.myotome.FhirInterceptor;

/**
 * Keeps the CapabilityStatement truthful: HAPI claims of every type what its storage can do, and these are not stored. Says
 * besides what the HL7 terminology ecosystem asks of a terminology server.
 */
@Interceptor
final class ConformanceCapabilities implements FhirInterceptor {

    private static final String FEATURE = "http://hl7.org/fhir/uv/application-feature/StructureDefinition/feature";
    private static final String CODE_SYSTEM_AS_PARAMETER =
            "http://hl7.org/fhir/uv/tx-ecosystem/FeatureDefinition/CodeSystemAsParameter";

    private final Set<String> types;

    ConformanceCapabilities(Set<String> types) {
        this.types = types;
    }

    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    public void correct(IBaseConformance generated) {
        var statement = (CapabilityStatement) generated;
        statement.addInstantiates("http://hl7.org/fhir/CapabilityStatement/terminology-server");
        var feature = statement.addExtension().setUrl(FEATURE);
        feature.addExtension("definition", new CanonicalType(CODE_SYSTEM_AS_PARAMETER));
        feature.addExtension("value", new BooleanType(true));
        statement.getRest().stream()
                .flatMap(rest -> rest.getResource().stream())
                .filter(resource -> types.contains(resource.getType()))
                .forEach(ConformanceCapabilities::correct);
    }

    private static void correct(CapabilityStatementRestResourceComponent resource) {
        resource.getSearchInclude().clear();
        resource.getSearchRevInclude().clear();
        resource.getSearchParam().removeIf(parameter -> parameter.getName().equals("_source"));
        resource.setConditionalDeleteElement(null);
        resource.setVersioning(ResourceVersionPolicy.VERSIONED);
    }
}
