package org.myotome.intake.storing;

import java.util.List;
import java.util.function.Supplier;
import org.myotome.intake.Examination;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeMessage;
import org.myotome.intake.IntakeOutcome;
import org.myotome.intake.RowIntake;
import org.myotome.intake.Sender;
import org.myotome.intake.StatementResult;
import org.myotome.storage.JointWrites;

/** Tables row by row. What the gate refuses is taken out, and the rest is stored. */
final class TableIntake implements RowIntake {

    private final RowWriter rows;
    private final JointWrites writes;
    private final MessageIntake messages;

    TableIntake(RowWriter rows, JointWrites writes, MessageIntake messages) {
        this.rows = rows;
        this.writes = writes;
        this.messages = messages;
    }

    @Override
    public List<StatementResult> store(Sender sender, List<Examination> examinations) {
        return rows.write(sender, examinations, attempt -> Conflicts.retried(() -> writes.together(attempt)))
                .results();
    }

    @Override
    public Checked check(Sender sender, List<Examination> examinations) {
        Checked checked =
                rows.write(sender, examinations, attempt -> Conflicts.retried(() -> writes.tentatively(attempt)));
        return new Checked(checked.results(), Entries.unstored(checked.resources()));
    }

    @Override
    public <T> T allOrNothing(Supplier<T> work) {
        return writes.together(work);
    }

    @Override
    public void keepRefused(IntakeMessage row, List<IntakeIssue> issues) {
        IntakeOutcome outcome = MessageIntake.refused(row, issues);
        messages.keep(row, outcome, messages.answer(row, outcome));
    }
}
