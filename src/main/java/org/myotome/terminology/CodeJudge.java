package org.myotome.terminology;

import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.ValueSet;
import org.jspecify.annotations.Nullable;

/** Judges one coding: first by its code system, then by the value set, if there is one, then its display. */
final class CodeJudge {

    private final Terminology terminology;
    private final Optional<ValueSet> valueSet;
    private final CodeQuestion question;
    private final Coding coding;
    private final CodeIssues issues;

    private CodeJudge(Terminology terminology, Optional<ValueSet> valueSet, CodeQuestion question, int index) {
        this.terminology = terminology;
        this.valueSet = valueSet;
        this.question = question;
        this.coding = question.codings().get(index);
        this.issues = new CodeIssues(question, index);
    }

    static CodingVerdict judge(Terminology terminology, Optional<ValueSet> valueSet, CodeQuestion question, int index) {
        return new CodeJudge(terminology, valueSet, question, index).judge();
    }

    private CodingVerdict judge() {
        var sent = coding.copy();
        var toInfer = !coding.hasSystem() && question.bare() && question.inferSystem();
        if (toInfer) {
            inferSystem();
        }
        var version = new VersionJudge(terminology, valueSet, coding, issues).judge();
        var system = version.system();
        var concept = system.flatMap(held -> held.find(String.valueOf(coding.getCode())));
        var member = member();
        if (!question.membershipOnly()) {
            new SystemJudge(terminology, valueSet, question, coding, issues).judge(system, concept, toInfer);
        }
        if (valueSet.isPresent()) {
            judgeMembership(sent, system.isPresent(), version.undecided(), member);
        }
        var accepted = member.filter(found -> !(question.activeOnly() && found.inactive()));
        var known = member.or(() -> system.flatMap(held -> concept.map(found -> ExpansionMember.of(held, found))));
        if (!question.membershipOnly()) {
            known.ifPresent(found -> judgeDisplay(found, valueSet.isEmpty() || accepted.isPresent()));
        }
        var inSystem = concept.isPresent()
                || system.filter(held -> SystemJudge.isFragment(held)).isPresent();
        return new CodingVerdict(
                coding,
                system,
                known,
                valueSet.isEmpty() ? inSystem : accepted.isPresent(),
                issues.all(),
                issues.unknownSystems());
    }

    private Optional<ExpansionMember> member() {
        if (valueSet.isEmpty() || !coding.hasSystem() || !coding.hasCode()) {
            return Optional.empty();
        }
        try {
            return terminology.members().find(valueSet.get(), SoughtCode.of(coding));
        } catch (ResourceNotFoundException importedSetIsNotHeld) {
            issues.addOfWhole(
                    IssueType.NOTFOUND,
                    "not-found",
                    "A value set that " + CodeWords.name(valueSet.get()) + " imports could not be found",
                    String.valueOf(importedSetIsNotHeld.getMessage()));
            return Optional.empty();
        }
    }

    /** If the value set has the code in exactly one system, that is the coding's. */
    private void inferSystem() {
        var set = valueSet.orElseThrow();
        var systems = terminology.members().systems(set).stream()
                .filter(system -> terminology
                        .members()
                        .find(set, new SoughtCode(system, coding.getCode(), coding.getVersion()))
                        .isPresent())
                .toList();
        if (systems.size() == 1) {
            coding.setSystem(systems.get(0));
            return;
        }
        issues.add(
                IssueSeverity.ERROR,
                IssueType.NOTFOUND,
                "cannot-infer",
                "code",
                "The System URI could not be determined for the code '" + coding.getCode() + "' in the ValueSet '"
                        + CodeWords.name(set) + "'"
                        + (systems.isEmpty() ? "" : ": value set expansion has multiple matches: " + systems),
                "Send the parameter system. Codes there come from: "
                        + String.join(", ", terminology.members().systems(set)) + ".");
    }

    private void judgeMembership(Coding sent, boolean systemHeld, boolean undecided, Optional<ExpansionMember> member) {
        var set = valueSet.orElseThrow();
        if (member.isPresent() && !(question.activeOnly() && member.get().inactive())
                || undecided
                || !systemHeld && mayContain(set, coding.getSystem())) {
            return;
        }
        if (member.isPresent()) {
            issues.add(
                    IssueSeverity.ERROR,
                    IssueType.BUSINESSRULE,
                    "code-rule",
                    "code",
                    "The concept '" + coding.getCode() + "' is valid but is not active",
                    "Send an active code, or leave activeOnly out.");
        }
        var oneOfSeveral = question.concept().isPresent();
        issues.add(
                oneOfSeveral ? IssueSeverity.INFORMATION : IssueSeverity.ERROR,
                IssueType.CODEINVALID,
                oneOfSeveral ? "this-code-not-in-vs" : "not-in-vs",
                "code",
                CodeWords.notIn(sent, set),
                CodeWords.allowedIn(terminology, set, sent));
    }

    /** Whether codes of a system that is not held may be in the value set, for all that is known. */
    private boolean mayContain(ValueSet set, @Nullable String system) {
        return system != null
                && terminology.members().systems(set).contains(system)
                && !terminology.members().lists(set, system);
    }

    private void judgeDisplay(ExpansionMember known, boolean accepted) {
        if (!coding.hasDisplay()) {
            return;
        }
        var right = question.languages().rightNames(known);
        if (right.stream().anyMatch(name -> CodeWords.same(name, coding.getDisplay()))) {
            return;
        }
        if (right.isEmpty() && CodeWords.same(String.valueOf(known.display()), coding.getDisplay())) {
            issues.add(
                    IssueSeverity.INFORMATION,
                    IssueType.INVALID,
                    "display-comment",
                    "display",
                    "'" + coding.getDisplay() + "' is the default display; the code system " + coding.getSystem()
                            + " has no Display Names for the language "
                            + question.languages().sent(),
                    "Nothing needs to be done.");
            return;
        }
        var severity = question.lenientDisplay() || !accepted ? IssueSeverity.WARNING : IssueSeverity.ERROR;
        issues.add(
                severity,
                IssueType.INVALID,
                "invalid-display",
                "display",
                CodeWords.wrongDisplay(coding, known, right, question.languages()),
                "Send "
                        + right.stream()
                                .limit(1)
                                .map(name -> "\"" + name + "\"")
                                .collect(Collectors.joining()) + (right.isEmpty() ? "" : " or ")
                        + "no display, or check that the code is the one you mean.");
    }
}
