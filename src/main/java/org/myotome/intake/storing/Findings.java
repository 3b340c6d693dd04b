package org.myotome.intake.storing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.Statement;
import org.myotome.intake.Statement.Change;

/** Decides what a finding does to what is stored of the same movement and side. */
final class Findings {

    private Findings() {}

    /** What is to be done. */
    enum Action {
        CREATE,
        UPDATE,
        NOTHING
    }

    /**
     * @param stored of the same identity, or of the same patient, time, movement, side, scale and tester
     * @throws IntakeRefusal if only a correction could do it, if there is nothing to withdraw, or if it is another patient's
     */
    static Action action(Statement statement, Observation found, Optional<Observation> stored) {
        if (stored.isEmpty()) {
            if (statement.change() == Change.WITHDRAWAL) {
                throw nothingToChange(statement, "Nothing is stored that this could withdraw.");
            }
            return Action.CREATE;
        }
        Observation known = stored.get();
        if (!patient(known).equals(patient(found))) {
            throw ofAnotherPatient(statement);
        }
        boolean withdrawn = known.getStatus() == ObservationStatus.ENTEREDINERROR;
        if (statement.change() == Change.WITHDRAWAL) {
            return withdrawn ? Action.NOTHING : Action.UPDATE;
        }
        boolean same = isSame(known, found);
        if (statement.change() == Change.CORRECTION) {
            return same && known.getStatus() == found.getStatus() ? Action.NOTHING : Action.UPDATE;
        }
        boolean open = withdrawn
                || known.getStatus() == ObservationStatus.PRELIMINARY
                || known.getStatus() == ObservationStatus.REGISTERED;
        if (same) {
            return open && known.getStatus() != found.getStatus() ? Action.UPDATE : Action.NOTHING;
        }
        if (open) {
            return Action.UPDATE;
        }
        throw storedOtherwise(statement, found);
    }

    /** Whether both say the same of the same time. */
    static boolean isSame(Observation one, Observation other) {
        return result(one).equals(result(other)) && time(one).equals(time(other));
    }

    static String patient(Observation observation) {
        return observation.getSubject().getReferenceElement().getIdPart();
    }

    /** Nothing is moved from one patient to another, and nothing of one is taken for what another has. */
    static IntakeRefusal ofAnotherPatient(Statement statement) {
        return new IntakeRefusal(
                IntakeIssue.error(
                        IntakeRule.STORED_OTHERWISE,
                        statement.place(),
                        "Under this identity a result of another patient is stored.",
                        statement.identity().orElse("no identity"),
                        "an identity that was never used for another patient: filler order number and sub-id, OBX-21 or column id",
                        "Give each result an identity of its own; withdraw what was sent for the wrong patient with its own patient."));
    }

    static IntakeRefusal nothingToChange(Statement statement, String why) {
        return new IntakeRefusal(IntakeIssue.error(
                IntakeRule.NOTHING_TO_CHANGE,
                statement.place(),
                why,
                statement.identity().orElse("no identity: filler order number and sub-id"),
                "the filler order number and sub-id of a result that was sent before, with its movement and side",
                "Send what the result was first sent with, or send the result anew."));
    }

    private static IntakeRefusal storedOtherwise(Statement statement, Observation found) {
        return new IntakeRefusal(IntakeIssue.error(
                IntakeRule.STORED_OTHERWISE,
                statement.place(),
                "Another result is stored for the same patient, time, movement, side, scale and tester, or under the same "
                        + "identity.",
                String.join(", ", result(found)),
                "the same result again, or a correction of it",
                "Send a correction (OBX-11 C in HL7 v2) if the stored result is wrong, or the true time or tester."));
    }

    /** The codes of the value, or of the reason for its absence. */
    static List<String> result(Observation observation) {
        List<String> codes = new ArrayList<>();
        CodeableConcept value = observation.hasValueCodeableConcept()
                ? observation.getValueCodeableConcept()
                : observation.getDataAbsentReason();
        value.getCoding().stream().map(Coding::getCode).sorted().forEach(codes::add);
        return codes;
    }

    /** By which times are compared: an instant, or the date alone. */
    static String time(Observation observation) {
        if (!(observation.getEffective() instanceof DateTimeType time)) {
            return "";
        }
        String text = time.getValueAsString();
        return text.contains("T") ? Long.toString(time.getValue().getTime()) : text;
    }

    /** What is stored, with the mark that it was wrong; the value stays readable. */
    static Observation withdrawn(Observation stored, Statement statement) {
        Observation withdrawn = stored.copy();
        withdrawn.setStatus(ObservationStatus.ENTEREDINERROR);
        statement.notes().forEach(note -> withdrawn.addNote().setText(note));
        return withdrawn;
    }
}
