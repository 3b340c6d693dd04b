package org.myotome.intake.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.apache.commons.io.input.TeeInputStream;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.RowIntake;
import org.myotome.intake.WriteConflict;

/**
 * Stores a table as a whole or not at all: all of it is checked before the first row is stored. Where others store the same
 * meanwhile, all of it is tried again on what they have stored.
 */
final class WholeTable {

    /** Each time one of those that store the same gets through. */
    private static final int MOST = 8;

    /** Before the second time, at most; before each further one, twice as long. */
    private static final long FIRST_PAUSE_MILLIS = 100;

    private final RowIntake intake;
    private final TableImport tables;
    private final TableLedger ledger;

    WholeTable(RowIntake intake, TableImport tables, TableLedger ledger) {
        this.intake = intake;
        this.tables = tables;
        this.ledger = ledger;
    }

    /**
     * @param form of the report of what was done, or would have been
     * @param all as for {@link LineReport}
     * @throws org.myotome.intake.IntakeRefusal if the header cannot be understood
     * @throws Contended if others store the same again and again
     */
    Done store(InputStream body, TableSettings settings, Function<Trial, ReportForm> form, boolean all)
            throws IOException {
        Done done = attempt(body, settings, form, all);
        ledger.begin(settings.sender())
                .add(done.stored() ? done.counts() : done.counts().withoutStored());
        return done;
    }

    private Done attempt(InputStream body, TableSettings settings, Function<Trial, ReportForm> form, boolean all)
            throws IOException {
        Path copy = Files.createTempFile("myotome-table", ".csv");
        Paper trial = new Paper(form.apply(Trial.YES), all);
        try {
            Optional<IntakeIssue> stopped;
            try (OutputStream out = Files.newOutputStream(copy)) {
                stopped = tables.checkWhole(ReadTable.open(new TeeInputStream(body, out), settings), trial.report());
            }
            if (stopped.isPresent() || trial.report().counts().refused() > 0) {
                return done(trial, false);
            }
            trial.close();
            return storeAgain(copy, settings, form, all);
        } catch (IOException | RuntimeException failed) {
            trial.close();
            throw failed;
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private Done storeAgain(Path copy, TableSettings settings, Function<Trial, ReportForm> form, boolean all)
            throws IOException {
        for (int time = 1; ; time++) {
            try {
                return storeCopy(copy, settings, form, all);
            } catch (RuntimeException failed) {
                if (!WriteConflict.in(failed)) {
                    throw failed instanceof CompletionException && failed.getCause() instanceof RuntimeException cause
                            ? cause
                            : failed;
                }
                if (time == MOST) {
                    throw new Contended(MOST);
                }
                pause(time);
            }
        }
    }

    /** Those that have met must not begin again at the same instant. */
    private static void pause(int time) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(FIRST_PAUSE_MILLIS << (time - 1)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while others stored", e);
        }
    }

    private Done storeCopy(Path copy, TableSettings settings, Function<Trial, ReportForm> form, boolean all)
            throws IOException {
        Paper paper = new Paper(form.apply(Trial.NO), all);
        try {
            intake.allOrNothing(() -> storeAll(copy, settings, paper.report()));
            return done(paper, true);
        } catch (Undone undone) {
            paper.close();
            Paper trial = new Paper(form.apply(Trial.YES), false);
            trial.report().add(undone.outcome);
            trial.report().end(undone.stopped);
            return done(trial, false);
        } catch (RuntimeException failed) {
            paper.close();
            throw failed;
        }
    }

    private boolean storeAll(Path copy, TableSettings settings, LineReport report) {
        try (InputStream body = Files.newInputStream(copy)) {
            Optional<IntakeIssue> stopped = tables.storeHere(ReadTable.open(body, settings), new OnlyStored(report));
            stopped.ifPresent(issue -> {
                throw new Undone(new ChunkOutcome(List.of(), 0, 0, true), stopped);
            });
            return true;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Done done(Paper paper, boolean stored) {
        return new Done(stored, paper.report().counts(), paper.spool());
    }

    /**
     * @param stored whether all of it is; otherwise nothing is
     * @param report to be closed by whoever takes it
     */
    record Done(boolean stored, Counts counts, Spool report) implements Closeable {

        @Override
        public void close() throws IOException {
            report.close();
        }
    }

    /** Another writer, or another row of the table, was in the way of what had been found right. */
    private record OnlyStored(Report report) implements Report {

        @Override
        public void add(ChunkOutcome outcome) throws IOException {
            if (outcome.hasRefusals()) {
                throw new Undone(outcome, Optional.empty());
            }
            report.add(outcome);
        }

        @Override
        public void end(Optional<IntakeIssue> stopped) throws IOException {
            report.end(stopped);
        }

        @Override
        public Counts counts() {
            return report.counts();
        }
    }

    /** Undoes what was stored. */
    private static final class Undone extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient ChunkOutcome outcome;
        private final transient Optional<IntakeIssue> stopped;

        Undone(ChunkOutcome outcome, Optional<IntakeIssue> stopped) {
            super("Of a table that is stored as a whole or not at all, a part cannot be stored", null, false, false);
            this.outcome = outcome;
            this.stopped = stopped;
        }
    }
}
