package org.myotome.intake.hl7v2;

import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Period;
import org.myotome.intake.IntakeRule;

/** PV1 to Encounter, as HL7's v2-to-FHIR guide has it: what names the visit, its class, state and time. */
record Pv1Mapping(Hl7Identifiers identifiers, Hl7Time time) {

    private static final int CLASS = 2;
    private static final int VISIT = 19;
    private static final int ADMISSION = 44;
    private static final int DISCHARGE = 45;

    private static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

    /** HL7 table 0004 as far as FHIR has codes of its own for it, with their displays. */
    private static final Map<String, Coding> CLASSES = Map.of(
            "E", new Coding(ACT_CODE, "EMER", "emergency"),
            "I", new Coding(ACT_CODE, "IMP", "inpatient encounter"),
            "O", new Coding(ACT_CODE, "AMB", "ambulatory"),
            "P", new Coding(ACT_CODE, "PRENC", "pre-admission"));

    private static final Map<String, EncounterStatus> STATES = Map.of(
            "E", EncounterStatus.INPROGRESS,
            "I", EncounterStatus.INPROGRESS,
            "O", EncounterStatus.INPROGRESS,
            "R", EncounterStatus.INPROGRESS,
            "B", EncounterStatus.INPROGRESS,
            "C", EncounterStatus.INPROGRESS,
            "N", EncounterStatus.INPROGRESS,
            "P", EncounterStatus.PLANNED);

    /** The visit; nothing if it has no number, by which it could be found again. */
    Optional<Encounter> read(Segment pv1, Problems problems) {
        return identifiers.number(pv1, VISIT, 1).map(number -> encounter(pv1, number, problems));
    }

    private Encounter encounter(Segment pv1, Identifier number, Problems problems) {
        String visitClass = pv1.value(CLASS);
        if (visitClass.isEmpty()) {
            problems.refuse(
                    IntakeRule.REQUIRED_MISSING,
                    pv1.place(CLASS),
                    "The class of the visit is missing.",
                    "",
                    "E, I, O, P, R, B, C, N, U, or a class of the hospital's own",
                    "Send the class of the patient in PV1-2, or no visit number in PV1-19.");
        }
        var encounter = new Encounter();
        encounter.addIdentifier(number.setType(Hl7Identifiers.type("VN")));
        encounter.setClass_(classOf(visitClass));
        encounter.setPeriod(period(pv1, problems));
        encounter.setStatus(
                encounter.getPeriod().hasEnd()
                        ? EncounterStatus.FINISHED
                        : STATES.getOrDefault(visitClass, EncounterStatus.UNKNOWN));
        return encounter;
    }

    private Period period(Segment pv1, Problems problems) {
        var period = new Period();
        time.certain(pv1, ADMISSION, problems).map(DateTimeType::new).ifPresent(period::setStartElement);
        time.certain(pv1, DISCHARGE, problems).map(DateTimeType::new).ifPresent(period::setEndElement);
        return period;
    }

    /** A class of table 0004 that FHIR has none for keeps its code; one of the hospital's own is the hospital's. */
    private Coding classOf(String visitClass) {
        if (CLASSES.containsKey(visitClass)) {
            return CLASSES.get(visitClass).copy();
        }
        boolean known = STATES.containsKey(visitClass) || visitClass.equals("U");
        return new Coding()
                .setSystem(
                        known ? Hl7Codes.PATIENT_CLASS : identifiers.authority().local("patient-class"))
                .setCode(visitClass);
    }
}
