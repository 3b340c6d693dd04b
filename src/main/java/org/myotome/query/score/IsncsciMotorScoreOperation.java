package org.myotome.query.score;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;
import org.myotome.FhirOperation;
import org.myotome.guide.Guide;

/**
 * {@code Patient/[id]/$isncsci-motor-score} and {@code Patient/$isncsci-motor-score}: upper and lower extremity motor score
 * and motor total of an exam, or what leaves them undetermined. See docs/operations/isncsci-motor-score.md.
 */
final class IsncsciMotorScoreOperation implements FhirOperation {

    static final String NAME = "isncsci-motor-score";

    private final ScoreWork work;

    IsncsciMotorScoreOperation(ScoreWork work) {
        this.work = work;
    }

    @Operation(
            name = "$" + NAME,
            typeName = "Patient",
            idempotent = true,
            canonicalUrl = Guide.BASE + "/OperationDefinition/" + NAME)
    public IBaseResource score(@IdParam(optional = true) @Nullable IdType id, RequestDetails request) {
        return work.answer(id, request, false);
    }
}
