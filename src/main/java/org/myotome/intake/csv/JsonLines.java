package org.myotome.intake.csv;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeOutcome;

/** One JSON object in a line. */
record JsonLines(Trial trial) implements ReportForm {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String mediaType() {
        return "application/x-ndjson";
    }

    @Override
    public String head() {
        return "";
    }

    @Override
    public String row(RowReport row) {
        ObjectNode json = JSON.createObjectNode().put("line", row.line());
        if (!row.column().isEmpty()) {
            json.put("column", row.column());
        }
        json.put("state", trial.word(row.state()));
        row.reference().ifPresent(reference -> json.put("resource", reference));
        putIssues(json, row.issues());
        return json + "\n";
    }

    @Override
    public Optional<String> progress(Counts counts) {
        ObjectNode json = JSON.createObjectNode();
        put(json.putObject("progress"), counts);
        return Optional.of(json + "\n");
    }

    @Override
    public String end(Counts counts, Optional<IntakeIssue> stopped) {
        ObjectNode json = JSON.createObjectNode();
        put(json, counts);
        json.put("kept", counts.kept()).put("complete", stopped.isEmpty());
        putIssues(json, stopped.stream().toList());
        return json + "\n";
    }

    private void put(ObjectNode json, Counts counts) {
        json.put("rows", counts.rows()).put("stored", trial.stored(counts));
        if (trial == Trial.YES) {
            json.put("wouldBeStored", counts.stored());
        }
        json.put("alreadyThere", counts.alreadyThere()).put("refused", counts.refused());
    }

    /** What the sender of a single row is told. */
    static String answer(IntakeOutcome outcome) {
        ObjectNode json = JSON.createObjectNode()
                .put("message", outcome.messageId())
                .put("state", outcome.status().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        putIssues(json, outcome.issues());
        return json.toString();
    }

    private static void putIssues(ObjectNode json, List<IntakeIssue> issues) {
        if (issues.isEmpty()) {
            return;
        }
        ArrayNode array = json.putArray("issues");
        issues.forEach(issue -> array.addObject()
                .put("severity", issue.severity().toCode())
                .put("rule", issue.rule())
                .put("where", issue.place().shown())
                .put("message", issue.message())
                .put("sent", issue.sent())
                .put("allowed", issue.allowed())
                .put("fix", issue.fix()));
    }
}
