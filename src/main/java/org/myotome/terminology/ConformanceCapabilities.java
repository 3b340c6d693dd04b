package org.myotome.terminology;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.ResourceVersionPolicy;
import org.myotome.FhirInterceptor;

/** Keeps the CapabilityStatement truthful: HAPI claims of every type what its storage can do, and these are not stored. */
@Interceptor
final class ConformanceCapabilities implements FhirInterceptor {

    private final Set<String> types;

    ConformanceCapabilities(Set<String> types) {
        this.types = types;
    }

    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    public void correct(IBaseConformance statement) {
        ((CapabilityStatement) statement)
                .getRest().stream()
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
