package org.myotome.monitor;

import java.util.List;
import java.util.function.Supplier;
import org.myotome.intake.Examination;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeMessage;
import org.myotome.intake.RowIntake;
import org.myotome.intake.Sender;
import org.myotome.intake.StatementResult;
import org.myotome.intake.StatementResult.State;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The intake of tables, and what is counted of it: what was stored, when it is committed. */
final class ObservedRows implements RowIntake {

    private final RowIntake intake;
    private final ObservationCounters counters;

    ObservedRows(RowIntake intake, ObservationCounters counters) {
        this.intake = intake;
        this.counters = counters;
    }

    @Override
    public List<StatementResult> store(Sender sender, List<Examination> examinations) {
        List<StatementResult> results = intake.store(sender, examinations);
        long stored = count(results, State.STORED);
        long refused = count(results, State.REFUSED);
        afterCommit(() -> {
            counters.accepted(Channel.CSV, stored);
            counters.refused(Channel.CSV, refused);
        });
        return results;
    }

    private static long count(List<StatementResult> results, State state) {
        return results.stream().filter(result -> result.state() == state).count();
    }

    /** At once, unless it is a part of a table that stands or falls as a whole. */
    private static void afterCommit(Runnable count) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            count.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                count.run();
            }
        });
    }

    @Override
    public Checked check(Sender sender, List<Examination> examinations) {
        return intake.check(sender, examinations);
    }

    @Override
    public <T> T allOrNothing(Supplier<T> work) {
        return intake.allOrNothing(work);
    }

    /** All that is refused comes here, also rows that could not be read. */
    @Override
    public void keepRefused(IntakeMessage row, List<IntakeIssue> issues) {
        intake.keepRefused(row, issues);
        issues.stream()
                .filter(IntakeIssue::refuses)
                .map(IntakeIssue::rule)
                .distinct()
                .forEach(rule -> counters.reason(Channel.of(row), rule));
    }
}
