package org.myotome.validation;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.myotome.guide.Guide;

/** What is said of a profile that is claimed or asked for and is not here. */
final class UnknownProfiles {

    private static final String ID = "profile-unknown";

    /** So it is said of one that was asked for, and once more of one that is claimed. */
    private static final Pattern BY_URL =
            Pattern.compile("^Invalid profile\\. Failed to retrieve profile with url=(\\S+)$");

    private final Guide guide;
    private final Rules rules;

    UnknownProfiles(Guide guide, Rules rules) {
        this.guide = guide;
        this.rules = rules;
    }

    /**
     * @param place where the claim is
     * @param claimed what is sent there
     * @param type of the resource
     */
    Finding finding(IssueSeverity severity, String message, String place, String claimed, String type) {
        Matcher byUrl = BY_URL.matcher(message);
        String profile = byUrl.matches() ? Elements.inShort(new CanonicalType(byUrl.group(1))) : claimed;
        boolean own = profile.startsWith(Guide.BASE + "/");
        return new Finding(
                severity,
                IssueType.NOTFOUND,
                Rules.own(ID),
                place,
                own ? "Myotome has no profile " + profile + ": the resource was judged without it." : message,
                profile,
                own ? allowed(type, profile) : rules.statement(ID),
                rules.fix(ID));
    }

    private String allowed(String type, String sent) {
        List<String> profiles = guide.all(StructureDefinition.class).stream()
                .filter(profile -> !profile.getAbstract() && profile.getType().equals(type))
                .map(StructureDefinition::getUrl)
                .toList();
        return profiles.isEmpty()
                ? "no profile of Myotome for a " + type
                : String.join(" | ", Nearest.first(sent, profiles));
    }

    /** What is said twice of a claim: once where it stands, and once of the whole resource. */
    static Set<Finding> echoes(Collection<Finding> findings) {
        Set<Finding> echoes = new HashSet<>();
        for (Finding finding : findings) {
            boolean elsewhere = findings.stream()
                    .anyMatch(other -> isOfClaim(other) && other.sent().equals(finding.sent()));
            if (isOfProfile(finding) && !isOfClaim(finding) && elsewhere) {
                echoes.add(finding);
            }
        }
        return echoes;
    }

    private static boolean isOfClaim(Finding finding) {
        return isOfProfile(finding) && finding.path().contains(".meta.profile");
    }

    private static boolean isOfProfile(Finding finding) {
        return finding.rule().equals(Rules.own(ID));
    }
}
