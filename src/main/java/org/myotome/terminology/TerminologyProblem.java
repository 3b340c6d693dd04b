package org.myotome.terminology;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.Map;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.StringType;

/**
 * Gives the errors of terminology operations what the HL7 terminology ecosystem looks for: a code of
 * {@code tx-issue-type} and the text in {@code details}.
 */
final class TerminologyProblem {

    private static final Map<IssueType, String> CODES = Map.of(
            IssueType.NOTFOUND, "not-found",
            IssueType.BUSINESSRULE, "vs-invalid",
            IssueType.EXCEPTION, "version-error",
            IssueType.INVALID, "invalid-data",
            IssueType.REQUIRED, "invalid-data");

    private TerminologyProblem() {}

    /**
     * The same problem, with what clients of HL7's terminology service know it by; the text of the problem stays beside it.
     *
     * @param code of {@code tx-issue-type}; empty if none fits
     */
    static <E extends BaseServerResponseException> E worded(E problem, String code, CodeText text) {
        if (problem.getOperationOutcome() instanceof OperationOutcome outcome) {
            var issue = outcome.getIssueFirstRep();
            if (!text.id().isEmpty()) {
                issue.addExtension(TerminologyIssue.MESSAGE_ID, new StringType(text.id()));
            }
            issue.getDetails().setText(text.words());
            if (!code.isEmpty()) {
                issue.getDetails()
                        .addCoding()
                        .setSystem(TerminologyIssue.SYSTEM)
                        .setCode(code);
            }
        }
        return problem;
    }

    /** @throws BaseServerResponseException as the answer throws it, with details */
    static <R> R told(Supplier<R> answer) {
        try {
            return answer.get();
        } catch (BaseServerResponseException problem) {
            if (problem.getOperationOutcome() instanceof OperationOutcome outcome) {
                outcome.getIssue().stream().filter(issue -> !issue.hasDetails()).forEach(issue -> {
                    issue.getDetails().setText(issue.getDiagnostics());
                    if (CODES.containsKey(issue.getCode())) {
                        issue.getDetails()
                                .addCoding()
                                .setSystem(TerminologyIssue.SYSTEM)
                                .setCode(CODES.get(issue.getCode()));
                    }
                });
            }
            throw problem;
        }
    }
}
