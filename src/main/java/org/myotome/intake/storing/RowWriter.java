package org.myotome.intake.storing;

import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Bundle;
import org.myotome.intake.Examination;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.RowTrial.Checked;
import org.myotome.intake.Sender;
import org.myotome.intake.Statement;
import org.myotome.intake.StatementResult;
import org.myotome.intake.mapping.Senders;
import org.myotome.intake.mapping.Translation;

/** Writes what rows of a table say: what the gate refuses is taken out, and the rest is written again. */
final class RowWriter {

    private final Senders senders;
    private final Drafting drafting;
    private final Consumer<Bundle> store;

    /** @param store takes a transaction, or throws what the gate says */
    RowWriter(Senders senders, Drafting drafting, Consumer<Bundle> store) {
        this.senders = senders;
        this.drafting = drafting;
        this.store = store;
    }

    /** @param transaction in which each attempt is made */
    Checked write(Sender sender, List<Examination> examinations, Function<Supplier<Checked>, Checked> transaction) {
        Map<Statement, List<IntakeIssue>> refused = new IdentityHashMap<>();
        while (true) {
            try {
                return transaction.apply(() -> attempt(sender, examinations, refused));
            } catch (GateRefusal refusal) {
                refused.putAll(refusal.ofStatements(examinations));
            }
        }
    }

    private Checked attempt(Sender sender, List<Examination> examinations, Map<Statement, List<IntakeIssue>> refused) {
        Draft draft = drafting.begin(sender);
        List<StatementResult> results = new ArrayList<>();
        for (Examination examination : examinations) {
            List<Translation> translations = senders.translate(sender, examination).stream()
                    .map(translation -> without(translation, refused))
                    .toList();
            results.addAll(draft.writer().write(examination, translations, ""));
        }
        Bundle transaction = draft.entries().transaction();
        if (transaction.hasEntry()) {
            try {
                store.accept(transaction);
            } catch (UnprocessableEntityException refusal) {
                throw new GateRefusal(GateFindings.of(refusal, transaction, draft.origins()));
            }
        }
        return new Checked(results, transaction);
    }

    /** Ends the transaction, so that nothing of it stays. */
    private static final class GateRefusal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient GateFindings.Refusal refusal;

        GateRefusal(GateFindings.Refusal refusal) {
            super("The gate refused");
            this.refusal = refusal;
        }

        /** Those at fault; all of them if something else is, such as their patient. */
        Map<Statement, List<IntakeIssue>> ofStatements(List<Examination> examinations) {
            if (refusal.ofStatementsOnly()) {
                return refusal.statements();
            }
            Map<Statement, List<IntakeIssue>> all = new IdentityHashMap<>();
            examinations.forEach(
                    examination -> examination.statements().forEach(statement -> all.put(statement, refusal.issues())));
            return all;
        }
    }

    private static Translation without(Translation translation, Map<Statement, List<IntakeIssue>> refused) {
        List<IntakeIssue> issues = refused.get(translation.statement());
        return issues == null ? translation : new Translation(translation.statement(), Optional.empty(), issues);
    }
}
