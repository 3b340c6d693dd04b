package org.myotome.terminology;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;

/** Collects what there is to say of one coding. */
final class CodeIssues {

    private final CodeQuestion question;
    private final int index;
    private final List<TerminologyIssue> issues = new ArrayList<>();
    private final Set<String> unknownSystems = new TreeSet<>();

    /** @param index which of the codings asked about it is */
    CodeIssues(CodeQuestion question, int index) {
        this.question = question;
        this.index = index;
    }

    /** @param element of the coding; null for the coding itself */
    void add(
            IssueSeverity severity, IssueType type, String code, @Nullable String element, String text, String advice) {
        issues.add(new TerminologyIssue(severity, type, code, question.path(index, element), text, advice));
    }

    /** A version is not held of a code system of which others are. */
    void addUnknownVersion(Terminology terminology, String system, @Nullable String version) {
        addUnknownSystem(system + "|" + version);
        add(
                IssueSeverity.ERROR,
                IssueType.NOTFOUND,
                "not-found",
                "system",
                CodeWords.unknownVersion(system, version, "the code cannot be validated", terminology),
                "Send one of these versions, or none.");
    }

    /** An error that no element of the coding is to blame for. */
    void addOfWhole(IssueType type, String code, String text, String advice) {
        issues.add(TerminologyIssue.error(type, code, null, text, advice));
    }

    /** @param canonical {@code url}, or {@code url|version} if other versions are known */
    void addUnknownSystem(String canonical) {
        unknownSystems.add(canonical);
    }

    List<TerminologyIssue> all() {
        return List.copyOf(issues);
    }

    Set<String> unknownSystems() {
        return unknownSystems;
    }
}
