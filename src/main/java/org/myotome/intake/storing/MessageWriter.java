package org.myotome.intake.storing;

import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.myotome.intake.Examination;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeMessage;
import org.myotome.intake.IntakeOutcome;
import org.myotome.intake.IntakeOutcome.Status;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.MessageFormat;
import org.myotome.intake.Place;
import org.myotome.intake.Reading;
import org.myotome.intake.mapping.Senders;
import org.myotome.intake.mapping.Translation;

/** Writes what one message says, within a transaction that ends with any refusal. */
final class MessageWriter {

    private final Senders senders;
    private final Drafting drafting;
    private final Consumer<Bundle> store;

    /** @param store takes a transaction, or throws what the gate says */
    MessageWriter(Senders senders, Drafting drafting, Consumer<Bundle> store) {
        this.senders = senders;
        this.drafting = drafting;
        this.store = store;
    }

    /** Under which a message is kept. */
    static String id(IntakeMessage message) {
        return Names.of("message", message.sender().id(), message.controlId());
    }

    /** @throws IntakeRefusal with every reason, if there is one */
    IntakeOutcome write(IntakeMessage message, MessageFormat format) {
        Reading reading = format.read(message);
        if (format.needsMap() && !senders.knows(message.sender())) {
            throw new IntakeRefusal(unknownSender(message, format.senderPlace()));
        }
        List<IntakeIssue> issues = new ArrayList<>(reading.issues());
        reading.itemIssues().stream()
                .filter(found -> !senders.leavesOut(message.sender(), found.itemCode()))
                .forEach(found -> issues.add(found.issue()));
        boolean readable = issues.stream().noneMatch(IntakeIssue::refuses);
        Draft draft = drafting.begin(message.sender());
        int number = 0;
        for (Examination examination : reading.examinations()) {
            List<Translation> translations = senders.translate(message.sender(), examination);
            translations.forEach(translation -> issues.addAll(translation.issues()));
            String reportId = reportId(message, examination, ++number);
            if (!readable) {
                // What is missing may be what everything else hangs on, such as the patient's number.
                continue;
            }
            draft.writer().write(examination, translations, reportId).stream()
                    .flatMap(result -> result.issues().stream())
                    .filter(issue -> !issues.contains(issue))
                    .forEach(issues::add);
        }
        if (issues.stream().anyMatch(IntakeIssue::refuses)) {
            throw new IntakeRefusal(issues);
        }
        if (!draft.entries().isEmpty()) {
            draft.entries().create(Provenances.of(message, draft.entries().references()), id(message));
        }
        Bundle transaction = draft.entries().transaction();
        store(transaction, draft, issues);
        return new IntakeOutcome(Status.ACCEPTED, id(message), issues, transaction);
    }

    private void store(Bundle transaction, Draft draft, List<IntakeIssue> issues) {
        if (!transaction.hasEntry()) {
            return;
        }
        try {
            store.accept(transaction);
        } catch (UnprocessableEntityException refused) {
            List<IntakeIssue> all = new ArrayList<>(issues);
            all.addAll(GateFindings.of(refused, transaction, draft.origins()).issues());
            throw new IntakeRefusal(all);
        }
    }

    /** By the filler order number, so that what is filled in several messages is one report. */
    private static String reportId(IntakeMessage message, Examination examination, int number) {
        Optional<String> filler = examination.report().map(DiagnosticReport::getIdentifier).stream()
                .flatMap(List::stream)
                .filter(identifier ->
                        identifier.getType().getCoding().stream().anyMatch(type -> "FILL".equals(type.getCode())))
                .findFirst()
                .map(identifier -> identifier.getSystem() + "|" + identifier.getValue());
        return filler.map(order -> Names.of("DiagnosticReport", message.sender().id(), order))
                .orElseGet(() -> Names.of(
                        "DiagnosticReport", message.sender().id(), message.controlId(), Integer.toString(number)));
    }

    private IntakeIssue unknownSender(IntakeMessage message, Place place) {
        String faults = senders.faults().isEmpty()
                ? ""
                : " Files of maps that are not used: " + String.join("; ", senders.faults()) + ".";
        return IntakeIssue.error(
                IntakeRule.SENDER_UNKNOWN,
                place,
                "No map says what the codes of this sender mean." + faults,
                message.sender().id(),
                "senders with a map: " + String.join(", ", senders.ids()),
                "Put a map for this sender into the folder of maps (docs/intake.md shows how), and replay the message.");
    }
}
