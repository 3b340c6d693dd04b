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
 * {@code Patient/[id]/$mrc-sum-score} and {@code Patient/$mrc-sum-score}: the sum of the twelve MRC grades of an exam, 0 to
 * 60, or what is missing. See docs/operations/mrc-sum-score.md.
 */
final class MrcSumScoreOperation implements FhirOperation {

    static final String NAME = "mrc-sum-score";

    private final ScoreWork work;

    MrcSumScoreOperation(ScoreWork work) {
        this.work = work;
    }

    @Operation(
            name = "$" + NAME,
            typeName = "Patient",
            idempotent = true,
            canonicalUrl = Guide.BASE + "/OperationDefinition/" + NAME)
    public IBaseResource score(@IdParam(optional = true) @Nullable IdType id, RequestDetails request) {
        return work.answer(id, request, true);
    }
}
