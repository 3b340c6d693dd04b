package org.myotome.intake.storing;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.myotome.intake.Examination;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.Sender;
import org.myotome.intake.SenderAddress;
import org.myotome.intake.mapping.Senders;
import org.myotome.storage.IdentifiedResources.Name;

/**
 * Whom and what a message is about besides strength: found by an identifier, or created. What is found is not changed; the
 * master data of patients come on other ways.
 */
final class People {

    private final Sender sender;
    private final Senders senders;
    private final Stored stored;
    private final Entries entries;
    private final Map<Name, List<String>> found = new HashMap<>();

    People(Sender sender, Senders senders, Stored stored, Entries entries) {
        this.sender = sender;
        this.senders = senders;
        this.stored = stored;
        this.entries = entries;
    }

    /** @throws IntakeRefusal if the identifiers are those of several patients, or the patient was born on another day */
    String patient(Examination examination) {
        Patient patient = examination.patient();
        if (!patient.hasIdentifier()) {
            throw new IntakeRefusal(IntakeIssue.error(
                    IntakeRule.REQUIRED_MISSING,
                    examination.patientPlace(),
                    "The patient has no number.",
                    "nothing",
                    "the number of the patient at the sender",
                    "Send the number: a name alone may be somebody else's."));
        }
        Set<String> matches = matches("Patient", names(patient.getIdentifier()));
        if (matches.size() > 1) {
            throw ambiguous(examination, "The identifiers are those of different patients.", "several identifiers");
        }
        if (matches.isEmpty()) {
            return create(patient, patient.getIdentifier());
        }
        String reference = matches.iterator().next();
        if (patient.hasBirthDate() && !entries.writes(reference)) {
            entries.find(reference)
                    .map(Patient.class::cast)
                    .filter(known -> known.hasBirthDate()
                            && !known.getBirthDateElement()
                                    .getValueAsString()
                                    .equals(patient.getBirthDateElement().getValueAsString()))
                    .ifPresent(known -> {
                        throw ambiguous(
                                examination,
                                "The patient with this identifier is stored with another date of birth.",
                                patient.getBirthDateElement().getValueAsString());
                    });
        }
        return reference;
    }

    private static IntakeRefusal ambiguous(Examination examination, String message, String sent) {
        return new IntakeRefusal(IntakeIssue.error(
                IntakeRule.PATIENT_AMBIGUOUS,
                examination.patientPlace(),
                message,
                sent,
                "identifiers of one patient, with the date of birth that is stored",
                "Find out who was examined, and mend the identifiers here or there."));
    }

    Optional<String> encounter(Examination examination, String patient) {
        return examination.encounter().map(encounter -> {
            Set<String> matches = matches("Encounter", names(encounter.getIdentifier()));
            if (!matches.isEmpty()) {
                return matches.iterator().next();
            }
            encounter.setSubject(new Reference(patient));
            return create(encounter, encounter.getIdentifier());
        });
    }

    /** Without an identifier, the sender's testers are told apart by their names. */
    String tester(Practitioner tester) {
        if (!tester.hasIdentifier()) {
            tester.addIdentifier()
                    .setSystem(SenderAddress.testers(sender))
                    .setValue(
                            tester.getNameFirstRep().hasText()
                                    ? tester.getNameFirstRep().getText()
                                    : tester.getNameFirstRep().getNameAsSingleString());
        }
        Set<String> matches = matches("Practitioner", names(tester.getIdentifier()));
        return matches.isEmpty()
                ? create(tester, tester.getIdentifier())
                : matches.iterator().next();
    }

    /** What was created is not to be written after all. */
    void forget(Collection<String> references) {
        found.values().removeIf(known -> !Collections.disjoint(known, references));
    }

    private List<Name> names(List<Identifier> identifiers) {
        return identifiers.stream()
                .map(identifier -> senders.named(sender, identifier))
                .filter(identifier -> identifier.hasValue())
                .map(identifier -> new Name(identifier.getSystem(), identifier.getValue()))
                .toList();
    }

    private Set<String> matches(String type, Collection<Name> names) {
        List<Name> unknown = names.stream()
                .filter(name -> !found.containsKey(typed(type, name)))
                .toList();
        if (!unknown.isEmpty()) {
            Map<Name, List<String>> looked = stored.find(type, unknown);
            unknown.forEach(name -> found.put(typed(type, name), looked.getOrDefault(name, List.of())));
        }
        Set<String> matches = new LinkedHashSet<>();
        names.forEach(name -> matches.addAll(found.get(typed(type, name))));
        return matches;
    }

    private static Name typed(String type, Name name) {
        return new Name(type + " " + name.system(), name.value());
    }

    private String create(Resource resource, List<Identifier> identifiers) {
        Identifier first = identifiers.get(0);
        String id = Names.of(resource.fhirType(), String.valueOf(first.getSystem()), first.getValue());
        String reference = entries.create(resource.copy(), id);
        names(identifiers).forEach(name -> found.put(typed(resource.fhirType(), name), List.of(reference)));
        return reference;
    }
}
