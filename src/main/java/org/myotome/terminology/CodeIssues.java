package org.myotome.terminology;

import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.ValueSet;
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
            IssueSeverity severity,
            IssueType type,
            String code,
            @Nullable String element,
            CodeText text,
            String advice) {
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
                new CodeText(
                        "UNKNOWN_CODESYSTEM_VERSION",
                        CodeWords.unknownVersion(system, version, "the code cannot be validated", terminology)),
                "Send one of these versions, or none.");
    }

    /** A value set that the value set imports is not held. No element of the coding is to blame for it. */
    void addOfWhole(ResourceNotFoundException notHeld, ValueSet importer) {
        var words = notHeld.getOperationOutcome() instanceof OperationOutcome outcome
                        && outcome.getIssueFirstRep().hasDetails()
                ? new CodeText(
                        "Unable_to_resolve_value_Set_",
                        outcome.getIssueFirstRep().getDetails().getText())
                : CodeText.own("A value set that " + CodeWords.name(importer) + " imports could not be found");
        issues.add(TerminologyIssue.error(
                IssueType.NOTFOUND, "not-found", null, words, String.valueOf(notHeld.getMessage())));
    }

    void addStatus(StatusNote note) {
        issues.add(new TerminologyIssue(
                IssueSeverity.INFORMATION,
                IssueType.BUSINESSRULE,
                "status-check",
                null,
                note.words(),
                "Look for what is to take its place, or take it as not final."));
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
