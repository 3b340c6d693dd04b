package org.myotome.validation;

import ca.uhn.fhir.context.support.IValidationSupport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;
import org.myotome.guide.Guide;

/**
 * A coding that names the version of its code system names one that there is: what the code meant in another nobody can look up.
 * Of Myotome's code systems one version is held. Of HL7's it is that of FHIR R4; HL7 has published others since, with versions of
 * the same form. Versions of other code systems are their publishers' matter.
 */
final class CodeVersionRule implements Rule {

    private static final String ID = "code-version-unknown";
    private static final Pattern OF_HL7 = Pattern.compile("http://(terminology\\.)?hl7\\.org/.*");

    /** {@code 4.0.1}, {@code 2.9} of a table of HL7 v2, {@code 2018-08-12} of one of v3. */
    private static final Pattern RELEASE = Pattern.compile("\\d+(\\.\\d+){1,2}|\\d{4}-\\d{2}-\\d{2}");

    private final Rules rules;
    private final Map<String, String> own;
    private final IValidationSupport definitions;

    CodeVersionRule(Guide guide, Rules rules) {
        this.rules = rules;
        this.own = guide.all(CodeSystem.class).stream()
                .collect(Collectors.toMap(CodeSystem::getUrl, CodeSystem::getVersion));
        this.definitions = guide.validationSupport();
    }

    @Override
    public List<Finding> check(Resource resource, Surroundings surroundings) {
        List<Finding> findings = new ArrayList<>();
        surroundings.contents(resource).codings().forEach((path, coding) -> {
            if (coding.hasVersion() && coding.hasSystem()) {
                fault(path, coding).ifPresent(findings::add);
            }
        });
        return findings;
    }

    private Optional<Finding> fault(String path, Coding coding) {
        if (own.containsKey(coding.getSystem())) {
            String held = own.get(coding.getSystem());
            return coding.getVersion().equals(held) ? Optional.empty() : Optional.of(finding(path, coding, held));
        }
        if (!OF_HL7.matcher(coding.getSystem()).matches()
                || RELEASE.matcher(coding.getVersion()).matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(definitions.fetchCodeSystem(coding.getSystem()))
                .map(CodeSystem.class::cast)
                .filter(held -> !coding.getVersion().equals(held.getVersion()))
                .map(held -> finding(path, coding, held.getVersion()));
    }

    private Finding finding(String path, Coding coding, String held) {
        return Finding.error(
                IssueType.CODEINVALID,
                Rules.own(ID),
                path + ".version",
                "The code system has no such version, as far as is known here.",
                new Finding.Remedy(
                        coding.getSystem() + " version " + coding.getVersion(),
                        "version " + held + ", or none",
                        rules.fix(ID)));
    }
}
