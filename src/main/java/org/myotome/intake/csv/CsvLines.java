package org.myotome.intake.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.myotome.intake.IntakeIssue;

/** One line for each issue, or for a row without any: to be opened in a spreadsheet beside the table. */
record CsvLines(Trial trial) implements ReportForm {

    /** A spreadsheet would take what begins like this for a formula; an apostrophe keeps it from that. */
    private static final Pattern FORMULA = Pattern.compile("[-=+@\\t\\r].*", Pattern.DOTALL);

    @Override
    public String mediaType() {
        return "text/csv";
    }

    @Override
    public String head() {
        return line(List.of("line", "column", "state", "rule", "message", "sent", "allowed", "fix"));
    }

    @Override
    public String row(RowReport row) {
        String line = String.valueOf(row.line());
        String state = trial.word(row.state());
        if (row.issues().isEmpty()) {
            return line(List.of(line, row.column(), state, "", row.reference().orElse(""), "", "", ""));
        }
        StringBuilder lines = new StringBuilder();
        for (IntakeIssue issue : row.issues()) {
            String column = RowReport.column(issue.place());
            lines.append(line(line, column.isEmpty() ? row.column() : column, state, issue));
        }
        return lines.toString();
    }

    @Override
    public Optional<String> progress(Counts counts) {
        return Optional.empty();
    }

    @Override
    public String end(Counts counts, Optional<IntakeIssue> stopped) {
        String summary = "%d rows: %d %s, %d already there, %d refused"
                .formatted(
                        counts.rows(),
                        counts.stored(),
                        trial == Trial.YES ? "would be stored, none is" : "stored",
                        counts.alreadyThere(),
                        counts.refused());
        return stopped.map(issue -> line("", "", "stopped", issue)).orElse("")
                + line(List.of("", "", stopped.isEmpty() ? "complete" : "incomplete", "", summary, "", "", ""));
    }

    private static String line(String line, String column, String state, IntakeIssue issue) {
        String where = line.isEmpty() ? issue.place().shown() + ": " : "";
        return line(List.of(
                line,
                column,
                state,
                issue.rule(),
                where + issue.message(),
                issue.sent(),
                issue.allowed(),
                issue.fix()));
    }

    private static String line(List<String> cells) {
        StringWriter text = new StringWriter();
        CsvWriter writer = CsvWriter.builder().build(text);
        writer.writeRecord(cells.stream()
                .map(cell -> FORMULA.matcher(cell).matches() ? "'" + cell : cell)
                .toList());
        try {
            writer.close();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }
}
