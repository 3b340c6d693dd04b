package org.myotome.validation;

import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome;

/**
 * What the gate says of one submission.
 *
 * @param findings in the order of the elements that they are about
 */
public record Verdict(List<Finding> findings) {

    public Verdict {
        findings = List.copyOf(findings);
    }

    /** Whether the submission may be stored. */
    public boolean accepted() {
        return findings.stream().noneMatch(Finding::refuses);
    }

    /** What it says of one entry of a Bundle. */
    public Verdict ofEntry(int index) {
        return new Verdict(findings.stream()
                .filter(finding -> finding.path().startsWith("Bundle.entry[" + index + "]"))
                .toList());
    }

    /** What it says of a Bundle itself. */
    public Verdict outsideEntries() {
        return new Verdict(findings.stream()
                .filter(finding -> !finding.path().startsWith("Bundle.entry["))
                .toList());
    }

    /** One issue for each finding. */
    public OperationOutcome toOperationOutcome() {
        OperationOutcome outcome = new OperationOutcome();
        findings.forEach(finding -> outcome.addIssue(finding.toIssue()));
        return outcome;
    }
}
