package org.myotome.check;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.StringType;

/**
 * An OperationOutcome for each resource, as {@code $validate} answers, with the extensions by which the HL7 validator tells file,
 * line and column.
 */
final class OutcomeReport implements Report {

    private static final String EXTENSION = "http://hl7.org/fhir/StructureDefinition/operationoutcome-";

    private final IParser json;
    private final OutputStream out;
    private final boolean bundle;
    private boolean begun;

    /** @param bundle whether they stand in a Bundle, or else each in a line */
    OutcomeReport(FhirContext fhir, OutputStream out, boolean bundle) {
        this.json = fhir.newJsonParser();
        this.out = out;
        this.bundle = bundle;
    }

    @Override
    public void add(Checked checked) throws IOException {
        String outcome = json.encodeResourceToString(outcome(checked));
        if (bundle) {
            UUID name = UUID.nameUUIDFromBytes(checked.name().getBytes(StandardCharsets.UTF_8));
            write((begun ? ",\n" : "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[\n")
                    + "{\"fullUrl\":\"urn:uuid:" + name + "\",\"resource\":" + outcome + "}");
        } else {
            write(outcome + "\n");
        }
        begun = true;
    }

    @Override
    public void end(Totals totals) throws IOException {
        if (bundle) {
            write(begun ? "\n]}\n" : "{\"resourceType\":\"Bundle\",\"type\":\"collection\"}\n");
        }
        out.flush();
    }

    private static OperationOutcome outcome(Checked checked) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addExtension(EXTENSION + "file", new StringType(checked.name()));
        for (Remark remark : checked.remarks()) {
            OperationOutcomeIssueComponent issue = remark.issue().copy();
            issue.addExtension(
                    EXTENSION + "issue-line", new IntegerType(remark.position().line()));
            issue.addExtension(
                    EXTENSION + "issue-col", new IntegerType(remark.position().column()));
            outcome.addIssue(issue);
        }
        if (!checked.elsewhere().isEmpty()) {
            outcome.addIssue()
                    .setSeverity(IssueSeverity.INFORMATION)
                    .setCode(IssueType.INCOMPLETE)
                    .setDiagnostics("Not checked without a server: references to "
                            + String.join(
                                    ", ", checked.elsewhere().stream().sorted().toList()));
        }
        if (!outcome.hasIssue()) {
            outcome.addIssue()
                    .setSeverity(IssueSeverity.INFORMATION)
                    .setCode(IssueType.INFORMATIONAL)
                    .setDiagnostics("No issues");
        }
        return outcome;
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
