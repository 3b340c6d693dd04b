package org.myotome.intake.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Observation;
import org.myotome.intake.Examination;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeMessage;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.RowIntake;
import org.myotome.intake.Sender;
import org.myotome.intake.Statement;
import org.myotome.intake.StatementResult;
import org.myotome.intake.StatementResult.State;
import org.springframework.dao.DuplicateKeyException;

/**
 * Keeps grades in memory, as the server would in its database: the same again is already there, another one for the same is
 * refused. It takes 0 to 5 for grades, refuses every other value, and fails on {@code crash}. At the end of a transaction it meets
 * others as often as it is told.
 */
final class FakeRowIntake implements RowIntake {

    final Map<String, String> stored = new TreeMap<>();
    final List<IntakeMessage> kept = new ArrayList<>();
    final List<Integer> sizes = new ArrayList<>();
    int conflicts;

    synchronized void clear() {
        stored.clear();
        kept.clear();
        sizes.clear();
        conflicts = 0;
    }

    @Override
    public synchronized List<StatementResult> store(Sender sender, List<Examination> examinations) {
        List<StatementResult> results = new ArrayList<>();
        for (Examination exam : examinations) {
            exam.statements().forEach(statement -> results.add(result(exam, statement, stored)));
        }
        sizes.add(results.size());
        return results;
    }

    @Override
    public synchronized Checked check(Sender sender, List<Examination> examinations) {
        List<StatementResult> results = new ArrayList<>();
        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
        for (Examination exam : examinations) {
            for (Statement statement : exam.statements()) {
                StatementResult result = result(exam, statement, new TreeMap<>(stored));
                results.add(new StatementResult(statement, result.state(), result.issues(), Optional.empty()));
                if (result.state() == State.STORED) {
                    bundle.addEntry().setResource(new Observation().setStatus(statement.status()));
                }
            }
        }
        return new Checked(results, bundle);
    }

    private static StatementResult result(Examination exam, Statement statement, Map<String, String> stored) {
        String value = statement.value().text();
        if (value.equals("crash")) {
            throw new IllegalStateException(
                    "crashed over " + exam.patient().getIdentifierFirstRep().getValue());
        }
        if (!value.matches("[0-5]")) {
            return refused(statement, IntakeRule.GRADE_UNREADABLE);
        }
        String key = exam.patient().getIdentifierFirstRep().getValue()
                + " " + statement.effective().orElseThrow().text()
                + " " + statement.item().text()
                + " "
                + statement.sides().stream().map(Statement.Word::text).toList();
        String before = stored.putIfAbsent(key, value);
        if (before != null && !before.equals(value)) {
            return refused(statement, IntakeRule.STORED_OTHERWISE);
        }
        return new StatementResult(
                statement,
                before == null ? State.STORED : State.ALREADY_THERE,
                List.of(),
                Optional.of("Observation/" + stored.size()));
    }

    private static StatementResult refused(Statement statement, IntakeRule rule) {
        IntakeIssue issue = IntakeIssue.error(
                rule,
                statement.value().place(),
                "Not a grade.",
                statement.value().text(),
                "0 to 5",
                "Mend it.");
        return new StatementResult(statement, State.REFUSED, List.of(issue), Optional.empty());
    }

    @Override
    public <T> T allOrNothing(Supplier<T> work) {
        Map<String, String> before = new TreeMap<>(stored);
        try {
            T done = work.get();
            if (conflicts > 0) {
                conflicts--;
                throw new IllegalStateException(new DuplicateKeyException("Somebody else was faster"));
            }
            return done;
        } catch (RuntimeException failure) {
            stored.clear();
            stored.putAll(before);
            throw failure;
        }
    }

    @Override
    public synchronized void keepRefused(IntakeMessage row, List<IntakeIssue> issues) {
        kept.add(row);
    }
}
