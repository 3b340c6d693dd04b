package org.myotome.terminology;

import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.ValueSet;

/** Says what is to be thought of a value set that judges a coding, and of what it builds on. */
record ValueSetJudge(Terminology terminology, ValueSet valueSet, Coding coding, CodeIssues issues) {

    /**
     * @param system by which the coding is judged; empty if it is not held
     * @param member empty if the coding is not in the value set
     */
    void judge(Optional<TerminologySystem> system, Optional<ExpansionMember> member) {
        member.flatMap(ExpansionMember::reference)
                .filter(ConceptFacts::deprecatedIn)
                .ifPresent(listed -> issues.add(
                        IssueSeverity.WARNING,
                        IssueType.BUSINESSRULE,
                        "code-comment",
                        "code",
                        new CodeText(
                                "CONCEPT_DEPRECATED_IN_VALUESET",
                                "The presence of the concept '" + coding.getCode() + "' in the system '"
                                        + coding.getSystem() + "' in the value set " + CodeWords.name(valueSet)
                                        + " is marked with a status of deprecated and its use should be reviewed"),
                        "Look for the code that is to take its place."));
        var used = Stream.concat(
                system.stream().map(TerminologySystem::source),
                new ValueSetImports(terminology).used(valueSet).stream());
        StatusNote.of(valueSet, used).forEach(issues::addStatus);
    }
}
