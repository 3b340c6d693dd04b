package org.myotome.triage;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Set;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.myotome.FhirOperation;
import org.myotome.OperationResources;
import org.myotome.RequestProblem;
import org.myotome.guide.Guide;

/**
 * {@code QuestionnaireResponse/$weakness-triage}: what should somebody with this weakness do next? See
 * docs/operations/weakness-triage.md. A response of the past is judged like one of today.
 */
final class WeaknessTriageOperation implements FhirOperation {

    private static final String PROFILE = Guide.BASE + "/StructureDefinition/weakness-triage-response";
    private static final String RESPONSE = "response";

    private final Triage triage;
    private final TriageAnswer answer;
    private final OperationResources resources;

    WeaknessTriageOperation(Triage triage, TriageAnswer answer, OperationResources resources) {
        this.triage = triage;
        this.answer = answer;
        this.resources = resources;
    }

    @Operation(
            name = "$weakness-triage",
            typeName = "QuestionnaireResponse",
            idempotent = true,
            canonicalUrl = Guide.BASE + "/OperationDefinition/weakness-triage")
    public Parameters triage(@IdParam(optional = true) @Nullable IdType id, RequestDetails request) {
        requireKnownParameters(request);
        var response = id == null ? sent(request) : stored(id, request);
        if (response.getStatus() == QuestionnaireResponseStatus.ENTEREDINERROR) {
            throw RequestProblem.unprocessable(
                    "The response is entered-in-error: nothing can be concluded from answers that "
                            + "were withdrawn. Send the answers that are right.");
        }
        return answer.of(triage.judge(response));
    }

    private QuestionnaireResponse sent(RequestDetails request) {
        return (QuestionnaireResponse) resources
                .sent(request, RESPONSE, PROFILE)
                .filter(QuestionnaireResponse.class::isInstance)
                .orElseThrow(() -> RequestProblem.required("There is nothing to judge: POST a QuestionnaireResponse, "
                        + "alone or as parameter " + RESPONSE + " of a Parameters, or name a stored one as "
                        + "QuestionnaireResponse/[id]/$weakness-triage."));
    }

    private QuestionnaireResponse stored(IdType id, RequestDetails request) {
        if (request.getResource() != null && !isEmpty(request)) {
            throw RequestProblem.invalid("The address names a stored response and the body holds another: send one.");
        }
        var reference = "QuestionnaireResponse/" + id.getIdPart();
        return (QuestionnaireResponse) resources
                .stored(reference, PROFILE)
                .orElseThrow(() -> RequestProblem.notFound(reference + " does not exist, or is deleted."));
    }

    private static boolean isEmpty(RequestDetails request) {
        return request.getResource() instanceof Resource body && body.isEmpty();
    }

    /** HAPI drops a parameter that it does not know, so that a typing error would change the answer without a word. */
    private static void requireKnownParameters(RequestDetails request) {
        request.getParameters().keySet().stream()
                .filter(name -> !name.startsWith("_"))
                .findFirst()
                .ifPresent(name -> {
                    throw RequestProblem.notSupported("Unknown parameter \"" + name
                            + "\" in the URL: send the response " + "in the body, or name a stored one by its id.");
                });
        if (request.getResource() instanceof Parameters body) {
            var known = Set.of(RESPONSE);
            body.getParameter().stream()
                    .filter(parameter -> !known.contains(String.valueOf(parameter.getName())))
                    .findFirst()
                    .ifPresent(parameter -> {
                        throw RequestProblem.notSupported(
                                "Unknown parameter \"" + parameter.getName() + "\". Valid parameters are: " + known);
                    });
            if (body.getParameter().size() > 1) {
                throw RequestProblem.invalid("Parameter " + RESPONSE + " was sent more than once. Send it once.");
            }
        }
    }
}
