package org.myotome.server;

import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.provider.JpaCapabilityStatementProvider;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.myotome.terminology.ConformanceProviders;

/** HAPI's CapabilityStatement. Of the definitions of operations, which HAPI makes up, those of the guide go first. */
final class GuideCapabilities extends JpaCapabilityStatementProvider {

    private final ConformanceProviders conformance;

    GuideCapabilities(
            RestfulServer server,
            IFhirSystemDao<?, ?> dao,
            JpaStorageSettings settings,
            ISearchParamRegistry searchParams,
            IValidationSupport support,
            ConformanceProviders conformance) {
        super(server, dao, settings, searchParams, support);
        this.conformance = conformance;
    }

    @Override
    @Read(typeName = "OperationDefinition")
    public IBaseResource readOperationDefinition(@IdParam IIdType id, RequestDetails request) {
        return conformance
                .read("OperationDefinition", id.getIdPart())
                .orElseGet(() -> super.readOperationDefinition(id, request));
    }
}
