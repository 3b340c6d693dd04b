package org.myotome.intake.csv;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.IntakeRule;

/**
 * Has chunks worked on side by side and reports them in their order. Chunks of the same patient are not worked on side by side:
 * which of two rows that contradict each other is refused must not depend on luck.
 */
final class ChunkQueue {

    /** Chunks in a row over which the server may fail before it is taken to be broken. */
    private static final int FAILURES = 3;

    private final Function<Chunk, ChunkOutcome> work;
    private final Executor executor;
    private final int ahead;
    private final Report report;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private int failures;

    /** @param ahead chunks that may wait or be worked on at a time, so that memory is bounded */
    ChunkQueue(Function<Chunk, ChunkOutcome> work, Executor executor, int ahead, Report report) {
        this.work = work;
        this.executor = executor;
        this.ahead = ahead;
        this.report = report;
    }

    /** @throws IntakeRefusal if the server fails again and again */
    void submit(Chunk chunk) throws IOException {
        Set<String> patients = chunk.patients();
        while (pending.size() >= ahead || pending.stream().anyMatch(other -> other.meets(patients))) {
            reportFirst();
        }
        pending.add(new Pending(patients, CompletableFuture.supplyAsync(() -> work.apply(chunk), executor)));
        while (!pending.isEmpty() && pending.peek().outcome().isDone()) {
            reportFirst();
        }
        if (failures >= FAILURES) {
            throw new IntakeRefusal(IntakeIssue.error(
                    IntakeRule.INTERNAL,
                    new TablePlace(
                            chunk.rows().get(chunk.rows().size() - 1).row().line(), ""),
                    "The server fails again and again, and the rest of the table is not read.",
                    "rows that may be right",
                    "anything that the server can store",
                    "Look at the server's log, and send the table again: rows that are stored are recognised."));
        }
    }

    void drain() throws IOException {
        while (!pending.isEmpty()) {
            reportFirst();
        }
    }

    /** Waits for what is being worked on, of which nobody will be told any more. */
    void abandon() {
        pending.forEach(
                chunk -> chunk.outcome().handle((outcome, failure) -> outcome).join());
        pending.clear();
    }

    private void reportFirst() throws IOException {
        ChunkOutcome outcome = pending.remove().outcome().join();
        failures = outcome.failed() ? failures + 1 : 0;
        report.add(outcome);
    }

    private record Pending(Set<String> patients, CompletableFuture<ChunkOutcome> outcome) {

        boolean meets(Set<String> others) {
            return !Collections.disjoint(patients, others);
        }
    }
}
