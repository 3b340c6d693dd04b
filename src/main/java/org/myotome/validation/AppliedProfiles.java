package org.myotome.validation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.myotome.guide.Guide;

/** Says by which profiles of Myotome a resource was judged. Who meant one and is judged by none would take silence for praise. */
final class AppliedProfiles {

    private final Guide guide;
    private final ProfileFit fit;

    AppliedProfiles(Guide guide, ProfileFit fit) {
        this.guide = guide;
        this.fit = fit;
    }

    /** That there are no issues, and what it conforms to. */
    OperationOutcomeIssueComponent praise(Resource resource, List<String> against) {
        Set<String> profiles = new TreeSet<>(against);
        parts(resource).values().forEach(part -> profiles.addAll(applied(part)));
        String also = profiles.isEmpty() ? "" : " and to " + String.join(", ", profiles);
        return information("No issues: the " + resource.fhirType() + " conforms to FHIR R4" + also + ".");
    }

    /** For each type of which something was judged by FHIR R4 alone, although Myotome has profiles for it. */
    List<OperationOutcomeIssueComponent> gaps(Resource resource) {
        Map<String, List<String>> gaps = new LinkedHashMap<>();
        parts(resource).forEach((path, part) -> {
            if (applied(part).isEmpty()) {
                gaps.computeIfAbsent(part.fhirType(), any -> new ArrayList<>()).add(path);
            }
        });
        List<OperationOutcomeIssueComponent> issues = new ArrayList<>();
        gaps.forEach((type, paths) -> {
            List<String> profiles = profilesOf(type);
            if (!profiles.isEmpty()) {
                OperationOutcomeIssueComponent issue = information(words(type, profiles));
                paths.forEach(issue::addExpression);
                issues.add(issue);
            }
        });
        return issues;
    }

    private String words(String type, List<String> profiles) {
        List<String> signs = fit.signs(type);
        return "No profile of Myotome was applied: this " + type
                + " claims none, and no code tells to which it belongs. It was"
                + " judged by FHIR R4 alone, so that limb, side and value were not checked. If it is about strength or weakness,"
                + " claim one in meta.profile: " + String.join(", ", profiles) + "."
                + (signs.isEmpty()
                        ? ""
                        : " Or send a code by which one is recognised: of " + String.join(", ", signs) + ".");
    }

    private Set<String> applied(Resource resource) {
        return fit.claimed(Markers.of(resource).claims());
    }

    private List<String> profilesOf(String type) {
        return guide.all(StructureDefinition.class).stream()
                .filter(profile -> !profile.getAbstract() && profile.getType().equals(type))
                .map(StructureDefinition::getUrl)
                .sorted()
                .toList();
    }

    /** The resource, or the entries of a Bundle, by their path. */
    private static Map<String, Resource> parts(Resource resource) {
        if (!(resource instanceof Bundle bundle)) {
            return Map.of(resource.fhirType(), resource);
        }
        Map<String, Resource> parts = new LinkedHashMap<>();
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            if (bundle.getEntry().get(i).hasResource()) {
                parts.put(
                        "Bundle.entry[" + i + "].resource",
                        bundle.getEntry().get(i).getResource());
            }
        }
        return parts;
    }

    private static OperationOutcomeIssueComponent information(String words) {
        return new OperationOutcomeIssueComponent()
                .setSeverity(IssueSeverity.INFORMATION)
                .setCode(IssueType.INFORMATIONAL)
                .setDiagnostics(words);
    }
}
