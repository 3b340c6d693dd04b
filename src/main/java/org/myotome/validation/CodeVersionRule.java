package org.myotome.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;
import org.myotome.guide.Guide;

/**
 * A coding that names the version of a code system of Myotome names the one that is held: what the code meant in another version
 * nobody can look up here. Versions of other code systems are their publishers' matter.
 */
final class CodeVersionRule implements Rule {

    private static final String ID = "code-version-unknown";

    private final Rules rules;
    private final Map<String, String> versions;

    CodeVersionRule(Guide guide, Rules rules) {
        this.rules = rules;
        this.versions = guide.all(CodeSystem.class).stream()
                .collect(Collectors.toMap(CodeSystem::getUrl, CodeSystem::getVersion));
    }

    @Override
    public List<Finding> check(Resource resource, Surroundings surroundings) {
        List<Finding> findings = new ArrayList<>();
        surroundings.contents(resource).codings().forEach((path, coding) -> {
            if (coding.hasVersion() && versions.containsKey(coding.getSystem())) {
                String held = versions.get(coding.getSystem());
                if (!coding.getVersion().equals(held)) {
                    findings.add(finding(path, coding, held));
                }
            }
        });
        return findings;
    }

    private Finding finding(String path, Coding coding, String held) {
        return Finding.error(
                IssueType.CODEINVALID,
                Rules.own(ID),
                path + ".version",
                "This version of the code system is not held here.",
                new Finding.Remedy(
                        coding.getSystem() + " version " + coding.getVersion(),
                        "version " + held + ", or none",
                        rules.fix(ID)));
    }
}
