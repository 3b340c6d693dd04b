package org.myotome.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;
import org.myotome.guide.Guide;
import org.myotome.guide.ValueSetCodes;

/**
 * Codes that are published with another meaning than their own do not stand beside the right ones either. Slices are open for
 * local codes, so that a profile alone would let grade 5 pass together with the code of hand weakness, which a published guide
 * sends for it. Which codes these are is ValueSet {@code misused-strength-code} and {@code misused-cause-code}.
 */
final class MisusedCodeRule implements Rule {

    private static final String ID = "misused-code";
    private static final String DUE_TO = "Condition.extension";

    private final Rules rules;
    private final Set<Markers.Key> inStrength;
    private final Set<Markers.Key> inCauses;

    MisusedCodeRule(Rules rules, ValueSetCodes valueSets) {
        this.rules = rules;
        this.inStrength = Markers.keysOf(valueSets, "misused-strength-code");
        this.inCauses = Markers.keysOf(valueSets, "misused-cause-code");
    }

    @Override
    public List<Finding> check(Resource resource, Surroundings surroundings) {
        if (resource.getMeta().getProfile().stream()
                .noneMatch(profile -> String.valueOf(profile.getValue()).startsWith(Guide.BASE))) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        surroundings.contents(resource).codings().forEach((path, coding) -> {
            if (isMisused(resource.fhirType(), path, coding)) {
                findings.add(finding(path, coding));
            }
        });
        return findings;
    }

    private boolean isMisused(String type, String path, Coding coding) {
        Markers.Key key = new Markers.Key(coding.getSystem(), coding.getCode());
        return switch (type) {
            case "Observation" -> inStrength.contains(key);
            case "Condition" -> path.startsWith(DUE_TO) && inCauses.contains(key);
            default -> false;
        };
    }

    private Finding finding(String path, Coding coding) {
        return Finding.error(
                IssueType.BUSINESSRULE,
                Rules.own(ID),
                path,
                "This code is published with a meaning that it does not have.",
                new Finding.Remedy(
                        Elements.inShort(coding),
                        "the codes of this profile, and codes that say the same",
                        rules.fix(ID)));
    }
}
