package org.myotome.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;

/** What the HL7 validator says of a fault a second time, in another place or in words that tell less. */
final class Echoes {

    private static final String NO_MATCH = "Reference_REF_CantMatchChoice";

    private static final Pattern ENTRY = Pattern.compile("^Bundle\\.entry\\[(\\d+)]");

    private Echoes() {}

    /** The findings without the echoes of others; what has no other cause among them stays. */
    static List<Finding> drop(List<Finding> findings, Resource resource) {
        Set<Finding> echoes = new HashSet<>(ofCodes(findings));
        echoes.addAll(UnknownProfiles.echoes(findings));
        if (resource instanceof Bundle bundle) {
            echoes.addAll(ofEntries(findings, bundle));
        }
        return findings.stream().filter(finding -> !echoes.contains(finding)).toList();
    }

    /**
     * Of a wrong code the validator reports up to three things: that the system does not have it, once for the concept and once
     * for the coding, and that the binding needs one; the last tells it all.
     */
    private static List<Finding> ofCodes(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> isOfTerminology(finding)
                        && findings.stream()
                                .anyMatch(other -> other.refuses()
                                        && other.type() == IssueType.CODEINVALID
                                        && !isOfTerminology(other)
                                        && other.path().startsWith(finding.path())))
                .toList();
    }

    /** Whether it passes on what the terminology has to say of a code. */
    static boolean isOfTerminology(Finding finding) {
        return finding.rule().id().equals("Terminology_PassThrough_TX_Message");
    }

    /**
     * An entry that is refused matches no profile any more, which the validator reports of every reference to it, and of every
     * reference to what refers to it. Such a report is an echo only if the entry is one of a profile that may stand there.
     */
    private static Set<Finding> ofEntries(List<Finding> findings, Bundle bundle) {
        Set<Integer> refused = findings.stream()
                .filter(finding -> finding.refuses() && !finding.rule().id().equals(NO_MATCH))
                .flatMap(finding -> entry(finding).stream())
                .collect(Collectors.toCollection(HashSet::new));
        List<Finding> open = new ArrayList<>(findings);
        open.removeIf(finding -> !finding.rule().id().equals(NO_MATCH));
        Map<String, Integer> targets = targets(bundle);
        Set<Finding> echoes = new HashSet<>();
        List<Finding> found;
        do {
            found = open.stream()
                    .filter(finding -> {
                        Integer target = targets.get(finding.sent());
                        return target != null && refused.contains(target) && mayStand(bundle, target, finding);
                    })
                    .toList();
            found.forEach(echo -> refused.addAll(entry(echo)));
            echoes.addAll(found);
            open.removeAll(found);
        } while (!found.isEmpty());
        return echoes;
    }

    private static List<Integer> entry(Finding finding) {
        Matcher entry = ENTRY.matcher(finding.path());
        return entry.find() ? List.of(Integer.valueOf(entry.group(1))) : List.of();
    }

    private static Map<String, Integer> targets(Bundle bundle) {
        Map<String, Integer> targets = new HashMap<>();
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            Bundle.BundleEntryComponent entry = bundle.getEntry().get(i);
            if (entry.hasResource()) {
                Resource resource = entry.getResource();
                targets.put(entry.getFullUrl(), i);
                targets.put(resource.fhirType() + "/" + resource.getIdElement().getIdPart(), i);
            }
        }
        return targets;
    }

    private static boolean mayStand(Bundle bundle, int target, Finding noMatch) {
        Stream<String> profiles = bundle.getEntry().get(target).getResource().getMeta().getProfile().stream()
                .map(CanonicalType::getValue);
        return profiles.anyMatch(MessageWords.choices(noMatch.message())::contains);
    }
}
