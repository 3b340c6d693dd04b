package org.myotome.intake.hl7v2;

import java.util.Map;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Patient;
import org.myotome.intake.IntakeRule;

/** PID to Patient, as HL7's v2-to-FHIR guide has it, without what no grade needs: race, religion, account, relatives. */
record PidMapping(Hl7Identifiers identifiers, Hl7Time time) {

    static final int IDENTIFIERS = 3;
    private static final int NAMES = 5;
    private static final int BIRTH = 7;
    private static final int SEX = 8;
    private static final int ADDRESSES = 11;
    private static final int HOME_TELEPHONE = 13;
    private static final int WORK_TELEPHONE = 14;
    private static final int DEATH = 29;
    private static final int DEAD = 30;

    /** HL7 table 0001. */
    private static final Map<String, AdministrativeGender> GENDERS = Map.of(
            "F", AdministrativeGender.FEMALE,
            "M", AdministrativeGender.MALE,
            "O", AdministrativeGender.OTHER,
            "A", AdministrativeGender.OTHER,
            "N", AdministrativeGender.OTHER,
            "U", AdministrativeGender.UNKNOWN);

    Patient read(Segment pid, Problems problems) {
        var patient = new Patient();
        repetitions(pid, IDENTIFIERS)
                .forEach(repetition ->
                        identifiers.number(pid, IDENTIFIERS, repetition).ifPresent(patient::addIdentifier));
        if (!patient.hasIdentifier()) {
            problems.refuse(
                    IntakeRule.REQUIRED_MISSING,
                    pid.place(IDENTIFIERS),
                    "The patient has no number.",
                    pid.text(IDENTIFIERS, 1),
                    "at least one number, with who gave it: 4711^^^HOSPITAL^MR",
                    "Send the number of the patient in PID-3.");
        }
        repetitions(pid, NAMES)
                .forEach(repetition -> Hl7Persons.name(pid, NAMES, repetition).ifPresent(patient::addName));
        demographics(pid, patient, problems);
        contacts(pid, patient);
        return patient;
    }

    private void demographics(Segment pid, Patient patient, Problems problems) {
        time.read(pid, BIRTH, problems)
                .map(birth -> new DateType(Hl7Time.date(birth.text())))
                .ifPresent(patient::setBirthDateElement);
        String sex = pid.value(SEX);
        patient.setGender(GENDERS.get(sex));
        if (!sex.isEmpty() && !patient.hasGender()) {
            problems.mention(
                    IntakeRule.LEFT_OUT,
                    pid.place(SEX),
                    "The sex of the patient is left out.",
                    sex,
                    "F, M, O, U, A or N",
                    "Send a code of HL7 table 0001.");
        }
        time.certain(pid, DEATH, problems).map(DateTimeType::new).ifPresent(patient::setDeceased);
        if (!patient.hasDeceased() && pid.value(DEAD).matches("[YN]")) {
            patient.setDeceased(new BooleanType(pid.value(DEAD).equals("Y")));
        }
    }

    private static void contacts(Segment pid, Patient patient) {
        repetitions(pid, ADDRESSES)
                .forEach(repetition ->
                        Hl7Contacts.address(pid, ADDRESSES, repetition).ifPresent(patient::addAddress));
        repetitions(pid, HOME_TELEPHONE)
                .forEach(repetition -> Hl7Contacts.contact(pid, HOME_TELEPHONE, repetition, ContactPointUse.HOME)
                        .ifPresent(patient::addTelecom));
        repetitions(pid, WORK_TELEPHONE)
                .forEach(repetition -> Hl7Contacts.contact(pid, WORK_TELEPHONE, repetition, ContactPointUse.WORK)
                        .ifPresent(patient::addTelecom));
    }

    private static IntStream repetitions(Segment pid, int field) {
        return IntStream.rangeClosed(1, pid.repetitions(field));
    }
}
