package org.myotome.guide;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.ConceptValidationOptions;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.context.support.LookupCodeRequest;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.ValueSet;
import org.jspecify.annotations.Nullable;

/**
 * The last resort of the chain: code systems whose content this server does not hold (SNOMED CT, MDC, a local list).
 * Their codes pass with the hint that nobody checked them. A code that one of Myotome's ValueSets lists is known with
 * the display printed there, so that bindings to the list are checked, display included.
 */
final class UnheldCodeSystems implements IValidationSupport {

    /**
     * What is not held under these does not exist, and HAPI's own complaint stands. Code systems of other guides and
     * publishers ({@code http://hl7.org/fhir/us/core/...}, {@code http://hl7.org/fhir/sid/...}) are not among them.
     */
    private static final Pattern COMPLETE = Pattern.compile(
            "http://hl7\\.org/fhir/[^/]+|http://terminology\\.hl7\\.org/.*|" + Pattern.quote(Guide.BASE) + "/.*");

    private final FhirContext fhir;
    private final IValidationSupport common;
    private final Map<String, Map<String, String>> listed = new HashMap<>();

    /** @param common answers for the systems that need no content, such as UCUM */
    UnheldCodeSystems(FhirContext fhir, IValidationSupport common, Stream<ValueSet> valueSets) {
        this.fhir = fhir;
        this.common = common;
        valueSets
                .flatMap(valueSet -> valueSet.getCompose().getInclude().stream())
                .forEach(set -> set.getConcept().stream()
                        .filter(concept -> concept.hasDisplay())
                        .forEach(concept -> listed.computeIfAbsent(set.getSystem(), system -> new HashMap<>())
                                .put(concept.getCode(), concept.getDisplay())));
    }

    @Override
    public FhirContext getFhirContext() {
        return fhir;
    }

    @Override
    public boolean isCodeSystemSupported(ValidationSupportContext context, @Nullable String system) {
        return system != null
                && !COMPLETE.matcher(system).matches()
                && !common.isCodeSystemSupported(context, system)
                && !held(context, system);
    }

    private static boolean held(ValidationSupportContext context, String system) {
        return context.getRootValidationSupport().fetchCodeSystem(system) instanceof CodeSystem found
                && found.getContent() != CodeSystemContentMode.NOTPRESENT;
    }

    @Override
    public @Nullable LookupCodeResult lookupCode(ValidationSupportContext context, LookupCodeRequest request) {
        var result = new LookupCodeResult()
                .setFound(true)
                .setSearchedForSystem(request.getSystem())
                .setSearchedForCode(request.getCode());
        result.setCodeDisplay(display(request.getSystem(), request.getCode()));
        return result;
    }

    @Override
    public @Nullable CodeValidationResult validateCode(
            ValidationSupportContext context,
            ConceptValidationOptions options,
            String system,
            String code,
            @Nullable String display,
            @Nullable String valueSet) {
        var result = new CodeValidationResult().setCode(code).setDisplay(display(system, code));
        if (result.getDisplay() == null) {
            result.addIssue(new CodeValidationIssue(
                    "The code was not checked: this server does not hold the code system " + system,
                    IssueSeverity.INFORMATION,
                    CodeValidationIssueCode.NOT_FOUND,
                    CodeValidationIssueCoding.NOT_FOUND));
        }
        return result;
    }

    private @Nullable String display(String system, String code) {
        return listed.getOrDefault(system, Map.of()).get(code);
    }
}
