package org.myotome.intake.storing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.myotome.intake.Examination;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.Sender;
import org.myotome.intake.SenderAddress;
import org.myotome.intake.Statement;
import org.myotome.intake.StatementResult;
import org.myotome.intake.StatementResult.State;
import org.myotome.intake.mapping.Translation;
import org.myotome.intake.mapping.Translation.Strength;
import org.myotome.intake.storing.Findings.Action;

/** Makes entries of the translated statements of one sender's examinations. */
final class ExaminationWriter {

    private final Sender sender;
    private final People people;
    private final KnownResults known;
    private final Entries entries;
    private final Exams exams;

    /** The statement that an Observation came from, for what the gate may say of it. */
    private final Origins origins;

    ExaminationWriter(Sender sender, People people, Stored stored, Entries entries, Origins origins) {
        this.sender = sender;
        this.people = people;
        this.known = new KnownResults(sender, stored, entries);
        this.entries = entries;
        this.exams = new Exams(entries, stored);
        this.origins = origins;
    }

    /** What becomes of each statement, in their order; those that are left out are not among them. */
    List<StatementResult> write(Examination examination, List<Translation> translations, String reportId) {
        List<StatementResult> results = new ArrayList<>();
        Set<String> reported = new LinkedHashSet<>();
        Observation first = null;
        Optional<String> patient = Optional.empty();
        List<IntakeIssue> patientIssues = List.of();
        int before = entries.mark();
        if (translations.stream().anyMatch(translation -> translation.strength().isPresent())) {
            try {
                patient = Optional.of(people.patient(examination));
            } catch (IntakeRefusal refusal) {
                patientIssues = refusal.issues();
            }
        }
        for (Translation translation : translations) {
            if (translation.strength().isEmpty()) {
                if (translation.refused()) {
                    results.add(refused(translation.statement(), translation.issues()));
                }
                continue;
            }
            if (patient.isEmpty()) {
                results.add(refused(translation.statement(), patientIssues));
                continue;
            }
            int mark = entries.mark();
            try {
                Written written = write(examination, translation, patient.get(), reportId);
                results.add(new StatementResult(
                        translation.statement(),
                        written.action() == Action.NOTHING ? State.ALREADY_THERE : State.STORED,
                        translation.issues(),
                        Optional.of(written.reference())));
                reported.add(written.reference());
                written.exam().ifPresent(reported::add);
                first = first == null ? written.observation() : first;
            } catch (IntakeRefusal refusal) {
                people.forget(entries.backTo(mark));
                results.add(refused(translation.statement(), refusal.issues()));
            }
        }
        if (reported.isEmpty()) {
            // Nobody is created for nothing.
            people.forget(entries.backTo(before));
        }
        if (first != null && examination.report().isPresent()) {
            exams.report(examination.report().get(), reportId, List.copyOf(reported), first);
        }
        return results;
    }

    private static StatementResult refused(Statement statement, List<IntakeIssue> issues) {
        return new StatementResult(statement, State.REFUSED, issues, Optional.empty());
    }

    /** @param exam that it belongs to, unless it was withdrawn */
    private record Written(Action action, String reference, Observation observation, Optional<String> exam) {}

    private Written write(Examination examination, Translation translation, String patient, String reportId) {
        Statement statement = translation.statement();
        Strength strength = translation.strength().orElseThrow();
        Observation observation = strength.observation();
        observation.setSubject(new Reference(patient));
        people.encounter(examination, patient).ifPresent(visit -> observation.setEncounter(new Reference(visit)));
        String tester = strength.tester().map(people::tester).orElse("");
        if (!tester.isEmpty()) {
            observation.addPerformer(new Reference(tester));
        }
        observation.getMeta().setSource(SenderAddress.of(sender));
        String id = Names.of("Observation", patient, Findings.time(observation), strength.about(), tester);
        Optional<Observation> stored = known.find(statement, observation, id);
        boolean here = stored.isPresent() && entries.writes(Entries.reference(stored.get()));
        if (here && !Findings.isSame(stored.get(), observation)) {
            throw saidTwice(statement);
        }
        Action action = here ? Action.NOTHING : Findings.action(statement, observation, stored);
        switch (statement.change()) {
            case WITHDRAWAL -> {
                Observation wrong = stored.orElseThrow();
                if (action == Action.UPDATE) {
                    origins.put(entries.update(Findings.withdrawn(wrong, statement), wrong), examination, statement);
                    exams.remove(Entries.reference(wrong));
                }
                return new Written(action, Entries.reference(wrong), wrong, Optional.empty());
            }
            case REPORT, CORRECTION -> {
                Observation kept = observation;
                if (action == Action.CREATE) {
                    origins.put(entries.create(observation, id), examination, statement);
                } else if (action == Action.UPDATE) {
                    origins.put(entries.update(observation, stored.orElseThrow()), examination, statement);
                } else {
                    kept = stored.orElseThrow();
                }
                known.remember(statement, Entries.reference(kept));
                String order = examination.report().isPresent() ? reportId : tester;
                String exam = exams.add(Names.of("exam", patient, Findings.time(kept), order), kept);
                origins.putIfNew(exam, examination, statement);
                return new Written(action, Entries.reference(kept), kept, Optional.of(exam));
            }
            default -> throw new IllegalStateException("No other change");
        }
    }

    private static IntakeRefusal saidTwice(Statement statement) {
        return new IntakeRefusal(IntakeIssue.error(
                IntakeRule.SAID_TWICE,
                statement.place(),
                "The same movement and side of the same exam has two results.",
                statement.value().text().isEmpty()
                        ? "nothing"
                        : statement.value().text(),
                "one result for each movement and side",
                "Find out which is right, and send it alone."));
    }
}
