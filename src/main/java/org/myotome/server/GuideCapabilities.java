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
import org.jspecify.annotations.Nullable;
import org.myotome.terminology.ConformanceProviders;

/** HAPI's CapabilityStatement. Of the definitions of operations, which HAPI makes up, those of FHIR and of the guide go first. */
final class GuideCapabilities extends JpaCapabilityStatementProvider {

    private final ConformanceProviders conformance;
    private final BaseOperations base;

    GuideCapabilities(
            RestfulServer server,
            IFhirSystemDao<?, ?> dao,
            JpaStorageSettings settings,
            ISearchParamRegistry searchParams,
            IValidationSupport support,
            ConformanceProviders conformance) {
        super(server, dao, settings, searchParams, support);
        this.conformance = conformance;
        this.base = new BaseOperations(server.getFhirContext());
    }

    @Override
    @Read(typeName = "OperationDefinition")
    public @Nullable IBaseResource readOperationDefinition(@IdParam IIdType id, RequestDetails request) {
        if (BaseOperations.BASE.equals(id.getBaseUrl())) {
            return base.find(id.getIdPart()).orElse(null);
        }
        return conformance
                .read("OperationDefinition", id.getIdPart())
                .orElseGet(() -> super.readOperationDefinition(id, request));
    }
}
