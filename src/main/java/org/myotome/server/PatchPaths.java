package org.myotome.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.lang3.StringUtils;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r4.fhirpath.ExpressionNode;
import org.hl7.fhir.r4.fhirpath.ExpressionNode.Function;
import org.hl7.fhir.r4.fhirpath.FHIRPathEngine;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.jspecify.annotations.Nullable;
import org.myotome.FhirInterceptor;
import org.myotome.RequestProblem;
import org.myotome.guide.FhirPathEngines;

/**
 * Refuses a FHIRPath patch whose path holds a regular expression. It is the only FHIRPath of a client that is evaluated, and
 * a regular expression can be made to run for years: the engine of HAPI 8.8 sets it no limit (CVE-2026-45367 and
 * CVE-2026-49485, see docs/security-dependencies.md).
 */
@Interceptor
final class PatchPaths implements FhirInterceptor {

    private static final Set<Function> REGULAR =
            EnumSet.of(Function.Matches, Function.MatchesFull, Function.ReplaceMatches);

    private static final String PATH = "path";
    private static final int SHOWN = 200;

    private final FhirContext fhir;
    private final FHIRPathEngine engine;

    PatchPaths(FhirContext fhir) {
        this.fhir = fhir;
        this.engine = FhirPathEngines.withoutDefinitions(fhir);
    }

    /** After {@link ReadableBodies}. A JSON patch, which is an array, has no FHIRPath. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
    public void check(RequestDetails request) {
        if (request.getRequestType() != RequestTypeEnum.PATCH) {
            return;
        }
        String body = RequestText.of(request).strip();
        EncodingEnum encoding = body.startsWith("{") ? EncodingEnum.JSON : EncodingEnum.XML;
        if ((body.startsWith("{") || body.startsWith("<"))
                && encoding.newParser(fhir).parseResource(body) instanceof Parameters patch) {
            check(patch.getParameter());
        }
    }

    /** The patches among the entries of a transaction or a batch. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void checkEntries(RequestDetails request) {
        if (request.getResource() instanceof Bundle bundle) {
            bundle.getEntry().stream()
                    .map(Bundle.BundleEntryComponent::getResource)
                    .filter(Parameters.class::isInstance)
                    .forEach(patch -> check(((Parameters) patch).getParameter()));
        }
    }

    private void check(List<ParametersParameterComponent> parts) {
        for (ParametersParameterComponent part : parts) {
            if (PATH.equals(part.getName())
                    && part.getValue() != null
                    && part.getValue().isPrimitive()) {
                check(part.getValue().primitiveValue());
            }
            check(part.getPart());
        }
    }

    private void check(@Nullable String path) {
        if (StringUtils.isBlank(path)) {
            return;
        }
        String shown = StringUtils.abbreviate(path, SHOWN);
        ExpressionNode expression;
        try {
            expression = engine.parse(path);
        } catch (FHIRException malformed) {
            throw RequestProblem.invalid("The path \"" + shown + "\" of the patch is not FHIRPath: "
                    + StringUtils.abbreviate(malformed.getMessage(), SHOWN));
        }
        if (isRegular(expression)) {
            throw RequestProblem.notSupported("The path \"" + shown + "\" of the patch holds a regular expression"
                    + " (matches(), matchesFull() or replaceMatches()), which could take for ever. Name the element by its"
                    + " index, as in Observation.bodySite.coding[0]");
        }
    }

    private static boolean isRegular(@Nullable ExpressionNode node) {
        return node != null
                && (REGULAR.contains(node.getFunction())
                        || node.getParameters() != null
                                && node.getParameters().stream().anyMatch(PatchPaths::isRegular)
                        || isRegular(node.getInner())
                        || isRegular(node.getGroup())
                        || isRegular(node.getOpNext()));
    }
}
