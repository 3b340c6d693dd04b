package org.myotome.terminology;

import java.util.Set;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/**
 * One thing that {@code $validate-code} has to say of a code, as the HL7 terminology ecosystem wants it, so that validators
 * understand it.
 *
 * @param code   of {@link #SYSTEM}
 * @param path   the element that it is about, such as {@code Coding.display}; null for the whole
 * @param text   in the words of HL7's own terminology service, with their id
 * @param advice what is allowed and how to put it right; the text leaves that out
 */
record TerminologyIssue(
        IssueSeverity severity,
        IssueType type,
        String code,
        @Nullable String path,
        CodeText text,
        String advice) {

    static final String MESSAGE_ID = "http://hl7.org/fhir/StructureDefinition/operationoutcome-message-id";
    /** Warnings that go with an answer and do not make up its message. */
    private static final Set<String> BESIDES =
            Set.of("VALUESET_VALUE_MISMATCH_DEFAULT", "UNKNOWN_CODE_IN_FRAGMENT", "CONCEPT_DEPRECATED_IN_VALUESET");

    static final String SYSTEM = "http://hl7.org/fhir/tools/CodeSystem/tx-issue-type";

    static TerminologyIssue error(IssueType type, String code, @Nullable String path, CodeText text, String advice) {
        return new TerminologyIssue(IssueSeverity.ERROR, type, code, path, text, advice);
    }

    boolean isError() {
        return severity == IssueSeverity.ERROR;
    }

    /** Whether it belongs into the message, which stays empty if all is well. HL7's service tells the same there. */
    boolean matters() {
        return severity == IssueSeverity.INFORMATION ? code.equals("invalid-display") : !BESIDES.contains(text.id());
    }

    TerminologyIssue as(IssueSeverity other) {
        return new TerminologyIssue(other, type, code, path, text, advice);
    }

    OperationOutcomeIssueComponent toIssue() {
        var issue = new OperationOutcomeIssueComponent()
                .setSeverity(severity)
                .setCode(type)
                .setDiagnostics(advice);
        issue.getDetails().setText(text.words()).addCoding().setSystem(SYSTEM).setCode(code);
        if (!text.id().isEmpty()) {
            issue.addExtension(MESSAGE_ID, new StringType(text.id()));
        }
        if (path != null) {
            issue.addExpression(path);
        }
        return issue;
    }
}
