package org.myotome.intake.csv;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;
import org.myotome.intake.IntakeIssue;

/**
 * What would be stored, and every issue, as a Parameters with a Bundle {@code bundle} and an OperationOutcome {@code outcome}. It is
 * written piece by piece, since a Bundle of a long table has no room in memory.
 */
final class DryRun implements Report, Consumer<Bundle>, Closeable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FhirContext fhir;
    private final OutputStream out;
    private final Spool issues = new Spool();
    private boolean entries;
    private Counts counts = Counts.NONE;

    DryRun(FhirContext fhir, OutputStream out) throws IOException {
        this.fhir = fhir;
        this.out = out;
        write("{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"bundle\",\"resource\":"
                + "{\"resourceType\":\"Bundle\",\"type\":\"transaction\"");
    }

    @Override
    public void accept(Bundle resources) {
        try {
            for (JsonNode entry : parts(resources, "entry")) {
                write((entries ? "," : ",\"entry\":[") + entry);
                entries = true;
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public void add(ChunkOutcome outcome) throws IOException {
        counts = counts.plus(outcome);
        for (RowReport row : outcome.reports()) {
            add(row.issues());
        }
    }

    @Override
    public void end(Optional<IntakeIssue> stopped) throws IOException {
        add(stopped.stream().toList());
        if (issues.isEmpty()) {
            OperationOutcome none = new OperationOutcome();
            none.addIssue()
                    .setSeverity(IssueSeverity.INFORMATION)
                    .setCode(IssueType.INFORMATIONAL)
                    .setDiagnostics("No issues: everything in the table would be taken in.");
            issues.write(parts(none, "issue").get(0).toString());
        }
        write((entries ? "]" : "")
                + "}},{\"name\":\"outcome\",\"resource\":{\"resourceType\":\"OperationOutcome\",\"issue\":[");
        issues.copyTo(out);
        write("]}}]}");
    }

    private void add(List<IntakeIssue> found) throws IOException {
        for (IntakeIssue issue : found) {
            String json = parts(new OperationOutcome().addIssue(issue.toIssue()), "issue")
                    .get(0)
                    .toString();
            issues.write(issues.isEmpty() ? json : "," + json);
        }
    }

    private JsonNode parts(Resource whole, String name) throws IOException {
        return JSON.readTree(fhir.newJsonParser().encodeResourceToString(whole)).path(name);
    }

    private void write(String json) throws IOException {
        out.write(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Counts counts() {
        return counts;
    }

    @Override
    public void close() throws IOException {
        issues.close();
    }
}
