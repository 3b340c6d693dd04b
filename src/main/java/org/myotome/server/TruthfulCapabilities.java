package org.myotome.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceOperationComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.ConditionalDeleteStatus;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.myotome.FhirInterceptor;

/** Puts right what HAPI's CapabilityStatement says of the server as a whole. */
@Interceptor
final class TruthfulCapabilities implements FhirInterceptor {

    /** HAPI points to definitions of its own making, under addresses that nobody can read. */
    private static final Map<String, String> DEFINITIONS = Map.of(
            "validate", "http://hl7.org/fhir/OperationDefinition/Resource-validate",
            "meta", "http://hl7.org/fhir/OperationDefinition/Resource-meta");

    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    public void correct(IBaseConformance generated) {
        CapabilityStatement statement = (CapabilityStatement) generated;
        statement.setName("Myotome").setPublisher("Myotome");
        statement.getRest().forEach(TruthfulCapabilities::correct);
    }

    private static void correct(CapabilityStatementRestComponent rest) {
        rest.addInteraction().setCode(SystemRestfulInteraction.BATCH);
        rest.getOperation().forEach(TruthfulCapabilities::correct);
        rest.getResource().forEach(TruthfulCapabilities::correct);
    }

    private static void correct(CapabilityStatementRestResourceComponent resource) {
        if (resource.hasConditionalDelete()) {
            resource.setConditionalDelete(ConditionalDeleteStatus.SINGLE);
        }
        resource.getSearchParam().removeIf(parameter -> parameter.getName().equals("_filter"));
        resource.getOperation().forEach(TruthfulCapabilities::correct);
    }

    private static void correct(CapabilityStatementRestResourceOperationComponent operation) {
        if (DEFINITIONS.containsKey(operation.getName())) {
            operation.setDefinition(DEFINITIONS.get(operation.getName()));
        }
    }
}
