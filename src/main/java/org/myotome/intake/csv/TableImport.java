package org.myotome.intake.csv;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Bundle;
import org.myotome.intake.Channel;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.RowIntake;
import org.myotome.intake.RowTrial;
import org.myotome.intake.RowTrial.Checked;
import org.myotome.intake.Sender;

/** Takes whole tables in, in memory that does not grow with them. */
final class TableImport {

    /** Chunks that wait for each thread that works, so that none is idle while rows are read. */
    private static final int WAITING = 2;

    private final RowIntake intake;
    private final Executor workers;
    private final CsvProperties properties;
    private final TableLedger ledger;

    /** @param workers of as many threads as the properties say */
    TableImport(RowIntake intake, Executor workers, CsvProperties properties, TableLedger ledger) {
        this.intake = intake;
        this.workers = workers;
        this.properties = properties;
        this.ledger = ledger;
    }

    /**
     * Stores what can be stored, row by row, and keeps what cannot.
     *
     * @return why the rest of the table was not read, if there is a rest
     * @throws IOException if the table breaks off, or nobody reads the report; what is stored by then stays
     */
    Optional<IntakeIssue> store(ReadTable table, Channel channel, Report report) throws IOException {
        Sender sender = table.settings().sender();
        ChunkWork work = new ChunkWork(
                examinations -> intake.store(sender, examinations),
                new KeptRows(intake, table, channel, properties.keptRows()));
        CountedWork counted = new CountedWork(work::on, ledger.begin(sender));
        ChunkQueue queue = new ChunkQueue(counted, workers, properties.threads() * WAITING, report);
        return run(table, queue, report, Long.MAX_VALUE);
    }

    /** Tells what {@link #store} would do, and stores nothing. */
    Optional<IntakeIssue> check(ReadTable table, Consumer<Bundle> resources, Report report) throws IOException {
        return check(intake, table, resources, report, Long.MAX_VALUE);
    }

    /** As {@link #check}, of a table that is to be stored as a whole. */
    Optional<IntakeIssue> checkWhole(ReadTable table, Report report) throws IOException {
        return check(intake, table, resources -> {}, report, properties.atomicRows());
    }

    /** As {@link #check}, of at most so many rows. */
    static Optional<IntakeIssue> check(
            RowTrial intake, ReadTable table, Consumer<Bundle> resources, Report report, long mostRows)
            throws IOException {
        Sender sender = table.settings().sender();
        ChunkWork work = new ChunkWork(
                examinations -> {
                    Checked checked = intake.check(sender, examinations);
                    resources.accept(checked.resources());
                    return checked.results();
                },
                RefusedRows.NONE);
        return run(table, inThisThread(work::on, report), report, mostRows);
    }

    /** Stores in the transaction of this thread; what fails there is thrown, within a CompletionException. */
    Optional<IntakeIssue> storeHere(ReadTable table, Report report) throws IOException {
        Sender sender = table.settings().sender();
        ChunkWork work = new ChunkWork(examinations -> intake.store(sender, examinations), RefusedRows.NONE);
        return run(table, inThisThread(work::orThrow, report), report, properties.atomicRows());
    }

    private static ChunkQueue inThisThread(Function<Chunk, ChunkOutcome> work, Report report) {
        return new ChunkQueue(work, Runnable::run, 1, report);
    }

    private static Optional<IntakeIssue> run(ReadTable table, ChunkQueue queue, Report report, long mostRows)
            throws IOException {
        Optional<IntakeIssue> stopped = Optional.empty();
        try {
            stopped = read(table, queue, mostRows);
            queue.drain();
        } finally {
            queue.abandon();
        }
        report.end(stopped);
        return stopped;
    }

    private static Optional<IntakeIssue> read(ReadTable table, ChunkQueue queue, long mostRows) throws IOException {
        Chunks chunks = new Chunks();
        Optional<IntakeIssue> stopped = Optional.empty();
        try {
            long rows = 0;
            for (Optional<ReadRow> row = table.next(); row.isPresent(); row = table.next()) {
                if (++rows > mostRows) {
                    throw tooLong(row.get(), mostRows);
                }
                Optional<Chunk> chunk = chunks.add(row.get());
                if (chunk.isPresent()) {
                    queue.submit(chunk.get());
                }
            }
        } catch (IntakeRefusal refusal) {
            stopped = Optional.of(refusal.issues().get(0));
        }
        Optional<Chunk> rest = chunks.rest();
        if (rest.isPresent() && !stopped.map(TableImport::isFailure).orElse(false)) {
            queue.submit(rest.get());
        }
        return stopped;
    }

    private static boolean isFailure(IntakeIssue issue) {
        return issue.rule().equals(IntakeRule.INTERNAL.code());
    }

    private static IntakeRefusal tooLong(ReadRow row, long mostRows) {
        return new IntakeRefusal(IntakeIssue.error(
                IntakeRule.TOO_LARGE,
                new TablePlace(row.row().line(), ""),
                "The table is too long to be stored as a whole.",
                "more than " + mostRows + " rows",
                "at most " + mostRows + " rows with atomic=true",
                "Send it in parts, or without atomic, or raise myotome.intake.csv.atomic-rows."));
    }
}
