package org.myotome.terminology;

import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Optional;
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
    private boolean undecided;

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
        undecided = version.undecided();
        var concept = system.flatMap(held -> held.find(String.valueOf(coding.getCode())));
        var member = member(system.map(TerminologySystem::version).orElse(null));
        if (!question.membershipOnly()) {
            new SystemJudge(terminology, valueSet, question, coding, issues).judge(system, concept, toInfer);
        }
        var accepted = member.filter(this::isAllowed);
        var perhaps = concept.isEmpty() && system.filter(this::mayHaveOthers).isPresent();
        if (valueSet.isPresent() && accepted.isEmpty() && !perhaps) {
            judgeMembership(sent, system.isPresent(), member);
        }
        if (valueSet.isPresent() && !question.membershipOnly()) {
            new ValueSetJudge(terminology, valueSet.get(), coding, issues).judge(system, accepted);
        }
        var known = member.or(() -> system.flatMap(held -> concept.map(found -> ExpansionMember.of(held, found))));
        if (!question.membershipOnly()) {
            known.ifPresent(found -> new DisplayJudge(question, coding, found, issues)
                    .judge(valueSet.isEmpty() || accepted.isPresent()));
        }
        return new CodingVerdict(
                coding,
                system,
                known,
                perhaps || (valueSet.isEmpty() ? concept.isPresent() : accepted.isPresent()),
                undecided,
                issues.all(),
                issues.unknownSystems());
    }

    /** What the value set says of the code in the version that counts, whether or not it may be used. */
    private Optional<ExpansionMember> member(@Nullable String version) {
        if (valueSet.isEmpty() || !coding.hasSystem() || !coding.hasCode()) {
            return Optional.empty();
        }
        var code = new SoughtCode(coding.getSystem(), coding.getCode(), coding.getVersion());
        try {
            return terminology
                    .members()
                    .find(valueSet.get(), code, version)
                    .or(() -> refusesInactive()
                            ? terminology.members().find(withInactive(valueSet.get()), code, version)
                            : Optional.empty());
        } catch (ResourceNotFoundException importedSetIsNotHeld) {
            undecided = true;
            issues.addOfWhole(importedSetIsNotHeld, valueSet.get());
            return Optional.empty();
        }
    }

    private boolean isAllowed(ExpansionMember member) {
        return !(member.inactive() && (question.activeOnly() || refusesInactive()))
                && !(member.abstractConcept() && question.abstractRefused());
    }

    private boolean refusesInactive() {
        var compose = valueSet.orElseThrow().getCompose();
        return compose.hasInactive() && !compose.getInactive();
    }

    private static ValueSet withInactive(ValueSet valueSet) {
        var copy = valueSet.copy();
        copy.getCompose().setInactiveElement(null);
        return copy;
    }

    /** Of a fragment nobody here knows which other codes there are, and so neither which of them the value set has. */
    private boolean mayHaveOthers(TerminologySystem system) {
        return SystemJudge.isFragment(system) && (valueSet.isEmpty() || mayContain(valueSet.get(), system.url()));
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
                CodeWords.uninferable(coding, set, systems),
                "Send the parameter system. Codes there come from: "
                        + String.join(", ", terminology.members().systems(set)) + ".");
    }

    private void judgeMembership(Coding sent, boolean systemHeld, Optional<ExpansionMember> member) {
        var set = valueSet.orElseThrow();
        if (undecided || !systemHeld && mayContain(set, coding.getSystem())) {
            return;
        }
        if (member.filter(ExpansionMember::inactive).isPresent()) {
            issues.add(
                    IssueSeverity.ERROR,
                    IssueType.BUSINESSRULE,
                    "code-rule",
                    "code",
                    CodeWords.inactiveMember(coding),
                    "Send an active code, or leave activeOnly out if the request has it.");
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

    /** Whether codes of a system of which not all are held may be in the value set, for all that is known. */
    private boolean mayContain(ValueSet set, @Nullable String system) {
        return system != null
                && terminology.members().systems(set).contains(system)
                && !terminology.members().lists(set, system);
    }
}
