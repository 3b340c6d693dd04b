package org.myotome.terminology;

import java.util.Optional;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.ValueSet;

/** Judges a coding by its code system alone. */
record SystemJudge(
        Terminology terminology, Optional<ValueSet> valueSet, CodeQuestion question, Coding coding, CodeIssues issues) {

    /**
     * @param system        empty if it is not held
     * @param concept       empty if it has no such code
     * @param inferenceTold whether it has been said already that there is no system
     */
    void judge(
            Optional<TerminologySystem> system, Optional<ConceptDefinitionComponent> concept, boolean inferenceTold) {
        if (!coding.hasSystem()) {
            if (!inferenceTold) {
                issues.add(
                        IssueSeverity.WARNING,
                        IssueType.INVALID,
                        "invalid-data",
                        null,
                        CodeWords.NO_SYSTEM,
                        "Send a system.");
            }
        } else if (system.isEmpty()) {
            judgeUnheldSystem();
        } else if (concept.isEmpty()) {
            judgeUnknownCode(system.get());
        } else {
            judgeConcept(system.get(), concept.get());
        }
    }

    private void judgeUnheldSystem() {
        var url = coding.getSystem();
        if (!terminology.systems().versions(url).isEmpty()) {
            issues.addUnknownVersion(terminology, url, coding.getVersion());
            return;
        }
        var supplement = terminology.supplements().find(url);
        if (supplement.isPresent()) {
            invalidSystem(
                    new CodeText(
                            "CODESYSTEM_CS_NO_SUPPLEMENT",
                            "CodeSystem " + Supplements.canonical(supplement.get())
                                    + " is a supplement, so can't be used as a value in Coding.system"),
                    "Send the code system that it supplements: "
                            + supplement.get().getSupplements() + ".");
            return;
        }
        if (terminology.valueSets().find(url).isPresent()) {
            invalidSystem(
                    new CodeText(
                            "Terminology_TX_System_ValueSet2",
                            "The Coding references a value set, not a code system ('" + url + "')"),
                    "Send the system of the code; ValueSet/$expand?url=" + url + " shows it.");
            return;
        }
        if (!url.matches("[A-Za-z][A-Za-z0-9+.-]*:.+")) {
            invalidSystem(
                    new CodeText(
                            "Terminology_TX_System_Relative",
                            "Coding.system must be an absolute reference, not a local reference"),
                    "Send the URI of the code system, such as http://loinc.org.");
        }
        if (valueSet.filter(set -> terminology.members().lists(set, url)).isPresent()) {
            // Known to be listed or not, whatever else the system may hold.
            issues.add(
                    IssueSeverity.INFORMATION,
                    IssueType.NOTFOUND,
                    "processing-note",
                    "system",
                    CodeText.own("The code was judged by the list in the value set: the code system '" + url
                            + "' is not held here"),
                    CodeWords.addIt(url));
            return;
        }
        issues.addUnknownSystem(url);
        issues.add(
                IssueSeverity.ERROR,
                IssueType.NOTFOUND,
                "not-found",
                "system",
                CodeWords.unknownSystem(url, coding.getVersion()),
                CodeWords.addIt(url));
    }

    private void invalidSystem(CodeText words, String fix) {
        issues.add(IssueSeverity.ERROR, IssueType.INVALID, "invalid-data", "system", words, fix);
    }

    private void judgeUnknownCode(TerminologySystem system) {
        var fragment = isFragment(system);
        issues.add(
                fragment ? IssueSeverity.WARNING : IssueSeverity.ERROR,
                IssueType.CODEINVALID,
                "invalid-code",
                "code",
                CodeWords.unknownCode(coding, system, fragment),
                system.allowed());
    }

    private void judgeConcept(TerminologySystem system, ConceptDefinitionComponent concept) {
        if (!concept.getCode().equals(coding.getCode())) {
            issues.add(
                    IssueSeverity.INFORMATION,
                    IssueType.BUSINESSRULE,
                    "code-rule",
                    "code",
                    new CodeText(
                            "CODE_CASE_DIFFERENCE",
                            "The code '" + coding.getCode() + "' differs from the correct code '" + concept.getCode()
                                    + "' by case. Although the code system '" + system.canonical()
                                    + "' is case insensitive, implementers are strongly encouraged to use the correct case "
                                    + "anyway"),
                    "Send \"" + concept.getCode() + "\".");
        }
        if (question.abstractRefused() && ConceptFacts.abstractConcept(system.source(), concept)) {
            issues.add(
                    IssueSeverity.ERROR,
                    IssueType.BUSINESSRULE,
                    "code-rule",
                    "code",
                    new CodeText(
                            "ABSTRACT_CODE_NOT_ALLOWED",
                            "Code '" + system.url() + "#" + concept.getCode()
                                    + "' is abstract, and not allowed in this context"),
                    "Send one of the codes below it.");
        }
        if (ConceptFacts.deprecated(system.source(), concept)) {
            issues.add(
                    IssueSeverity.WARNING,
                    IssueType.BUSINESSRULE,
                    "code-comment",
                    "code",
                    new CodeText(
                            "DEPRECATED_CONCEPT_FOUND",
                            "The concept '" + concept.getCode() + "' is deprecated and its use should be reviewed"),
                    "Look for the code that is to take its place.");
        }
        if (ConceptFacts.inactive(system.source(), concept)) {
            issues.add(
                    IssueSeverity.WARNING,
                    IssueType.BUSINESSRULE,
                    "code-comment",
                    null,
                    CodeWords.inactive(system, concept),
                    "Look for the code that has taken its place.");
        }
    }

    static boolean isFragment(TerminologySystem system) {
        return system.source().getContent() == CodeSystemContentMode.FRAGMENT;
    }
}
