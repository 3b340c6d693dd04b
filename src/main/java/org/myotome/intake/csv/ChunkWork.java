package org.myotome.intake.csv;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.myotome.intake.Examination;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.StatementResult;
import org.myotome.intake.csv.ReadRow.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works on chunks: stores them, or checks what storing them would do. */
final class ChunkWork {

    private static final Logger LOG = LoggerFactory.getLogger(ChunkWork.class);

    private final Function<List<Examination>, List<StatementResult>> intake;
    private final RefusedRows keeper;

    ChunkWork(Function<List<Examination>, List<StatementResult>> intake, RefusedRows keeper) {
        this.intake = intake;
        this.keeper = keeper;
    }

    /** A failure of the server is reported as the outcome of the chunk. */
    ChunkOutcome on(Chunk chunk) {
        List<StatementResult> results;
        try {
            results = results(chunk);
        } catch (RuntimeException failure) {
            // Its message may quote what could not be stored.
            LOG.error(
                    "A chunk of a table was not stored: {}", failure.getClass().getName());
            return failed(chunk);
        }
        return outcome(chunk, results);
    }

    /** A failure of the server is thrown, as it ends the transaction that the chunk is a part of. */
    ChunkOutcome orThrow(Chunk chunk) {
        return outcome(chunk, results(chunk));
    }

    private List<StatementResult> results(Chunk chunk) {
        List<Examination> examinations = chunk.examinations();
        return examinations.isEmpty() ? List.of() : intake.apply(examinations);
    }

    private ChunkOutcome outcome(Chunk chunk, List<StatementResult> results) {
        List<RowReport> reports = new ArrayList<>();
        int kept = 0;
        Iterator<StatementResult> next = results.iterator();
        for (ReadRow row : chunk.rows()) {
            List<RowReport> ofRow = reports(row, next);
            kept += keeper.keep(row, ofRow) ? 1 : 0;
            reports.addAll(ofRow);
        }
        return new ChunkOutcome(reports, chunk.rows().size(), kept, false);
    }

    private static List<RowReport> reports(ReadRow row, Iterator<StatementResult> results) {
        List<RowReport> reports = new ArrayList<>();
        row.refused().forEach(refused -> reports.add(RowReport.of(row.row().line(), refused)));
        row.examination()
                .ifPresent(exam -> exam.statements()
                        .forEach(statement ->
                                reports.add(RowReport.of((TablePlace) statement.place(), results.next()))));
        return reports;
    }

    private static ChunkOutcome failed(Chunk chunk) {
        List<RowReport> reports = new ArrayList<>();
        for (ReadRow row : chunk.rows()) {
            row.refused().forEach(refused -> reports.add(RowReport.of(row.row().line(), refused)));
            IntakeIssue issue = IntakeIssue.error(
                    IntakeRule.INTERNAL,
                    new TablePlace(row.row().line(), ""),
                    "The server failed when it stored this row and those around it.",
                    "a row that may be right",
                    "anything that the server can store",
                    "Send the table again: rows that are stored are recognised. If it fails again, look at the server's log.");
            Refused failed = new Refused("", List.of(issue));
            reports.addAll(
                    Collections.nCopies(row.statements(), RowReport.of(row.row().line(), failed)));
        }
        return new ChunkOutcome(reports, chunk.rows().size(), 0, true);
    }
}
