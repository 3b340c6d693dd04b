package org.myotome.demo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.myotome.guide.Guide;
import org.myotome.strength.MrcSumScore;
import org.myotome.strength.Side;
import org.myotome.strength.SidedMovement;

/** Turns patients and exams into FHIR resources, each with its id and the label of test data. */
final class DemoResources {

    private static final String ORDINAL_VALUE = "http://hl7.org/fhir/StructureDefinition/ordinalValue";
    private static final String INTERPRETATION = "mrc-interpretation";
    private static final String ABSENT = "grade-absent-reason";

    private final DemoCodes codes;
    private final ProblemResources problems;
    private final CareResources care;

    DemoResources(DemoCodes codes) {
        this.codes = codes;
        this.problems = new ProblemResources(codes);
        this.care = new CareResources(codes);
    }

    /** What is known beside the exams, in an order that references allow; it refers to Observations of the exams, too. */
    List<Resource> story(SyntheticPatient patient) {
        List<Resource> all = new ArrayList<>(problems.of(patient));
        all.addAll(care.of(patient));
        return all;
    }

    /**
     * @param id such as {@code demo-tester-1}
     */
    Practitioner tester(String id) {
        Practitioner tester = labelled(new Practitioner());
        tester.setId(id);
        tester.addIdentifier().setSystem("https://example.org/staff").setValue(id.toUpperCase(Locale.ROOT));
        tester.addName().setFamily("Demo").addGiven("Tester " + id.substring(id.lastIndexOf('-') + 1));
        return tester;
    }

    Patient patient(SyntheticPatient synthetic) {
        Patient patient = labelled(new Patient());
        patient.setId(synthetic.id());
        patient.addIdentifier().setSystem("https://example.org/mrn").setValue(synthetic.recordNumber());
        patient.addName().setFamily("Demo").addGiven(synthetic.givenName());
        patient.setGender(synthetic.female() ? AdministrativeGender.FEMALE : AdministrativeGender.MALE);
        patient.getBirthDateElement().setValueAsString(synthetic.birthDate().toString());
        return patient;
    }

    /** The Observations of an exam in the order in which they refer to each other: grades, score, grips, panel. */
    List<Observation> observations(Exam exam) {
        List<Observation> all = new ArrayList<>();
        exam.findings().forEach(finding -> all.add(grade(exam.header(), finding, exam.halfGrades())));
        all.add(score(exam.header(), exam.score()));
        exam.grips().forEach(grip -> all.add(grip(exam.header(), grip)));
        all.add(panel(exam.header(), exam.movements()));
        return all;
    }

    Observation grade(ExamHeader header, Finding finding, boolean halfGrades) {
        SidedMovement movement = finding.movement();
        Observation grade = observation(header, "mrc-muscle-strength", header.gradeId(movement));
        grade.setCode(new CodeableConcept(codes.own("tested-movement", movement.movement())));
        finding.grade().ifPresent(found -> {
            Coding value = codes.own("mrc-muscle-grade", found.code());
            codes.ordinal(value).ifPresent(ordinal -> value.addExtension(ORDINAL_VALUE, ordinal.copy()));
            grade.setValue(new CodeableConcept(value));
            grade.addInterpretation(new CodeableConcept(
                    codes.listed(INTERPRETATION, found.code().equals("5") ? "N" : "A")));
        });
        finding.hindrance().ifPresent(hindrance -> grade.setDataAbsentReason(absence(hindrance)));
        grade.setBodySite(new CodeableConcept(codes.site(movement)));
        codes.muscle(movement).ifPresent(grade.getBodySite()::addCoding);
        grade.setMethod(new CodeableConcept(codes.own("strength-method", halfGrades ? "mrc-expanded" : "mrc-0-5")));
        return grade;
    }

    private CodeableConcept absence(NotTestable hindrance) {
        return new CodeableConcept(codes.listed(ABSENT, hindrance.absence()))
                .addCoding(codes.own("not-testable-reason", hindrance.reason()));
    }

    Observation grip(ExamHeader header, Grip found) {
        boolean left = found.side() == Side.LEFT;
        Observation grip = observation(header, "grip-strength", header.gripId(found.side()));
        grip.setCode(new CodeableConcept(codes.listed("grip-strength", left ? "83173-5" : "83174-3")));
        Coding unit = codes.listed("force-unit", found.unit());
        found.force()
                .ifPresent(force -> grip.setValue(new Quantity()
                        .setValue(force)
                        .setUnit(unit.getDisplay())
                        .setSystem(unit.getSystem())
                        .setCode(unit.getCode())));
        found.hindrance().ifPresent(hindrance -> grip.setDataAbsentReason(absence(hindrance)));
        grip.setBodySite(new CodeableConcept(codes.listed("hand-site", left ? "85151006" : "78791008")));
        return grip;
    }

    Observation score(ExamHeader header, Score found) {
        Observation score = observation(header, "mrc-sum-score", header.scoreId());
        score.setCode(new CodeableConcept(codes.own("strength-measure", "mrc-sum-score")));
        found.value().ifPresentOrElse(value -> setValue(score, value), () -> setAbsent(score, found));
        codes.scoreMovements().forEach(movement -> score.addDerivedFrom(to(header.gradeId(movement))));
        return score;
    }

    private void setValue(Observation score, MrcSumScore value) {
        score.setValue(new Quantity()
                .setValue(BigDecimal.valueOf(value.points()))
                .setUnit("score")
                .setSystem("http://unitsofmeasure.org")
                .setCode("{score}"));
        score.addInterpretation(new CodeableConcept(codes.own("mrc-sum-score-band", Score.band(value))));
    }

    private void setAbsent(Observation score, Score found) {
        String reason = found.testable() ? "as-text" : "not-performed";
        score.setDataAbsentReason(new CodeableConcept(codes.listed(ABSENT, reason)));
        if (found.testable()) {
            score.addNote().setText("Half grades (4- or 4+) were given; the score adds whole grades only.");
        }
    }

    Observation panel(ExamHeader header, List<SidedMovement> movements) {
        Observation panel = observation(header, "strength-exam", header.panelId());
        panel.setCode(new CodeableConcept(codes.own("strength-measure", "strength-exam")));
        movements.forEach(movement -> panel.addHasMember(to(header.gradeId(movement))));
        panel.addHasMember(to(header.scoreId()));
        Stream.of(Side.LEFT, Side.RIGHT).forEach(side -> panel.addHasMember(to(header.gripId(side))));
        return panel;
    }

    private static Reference to(String observation) {
        return new Reference("Observation/" + observation);
    }

    private static Observation observation(ExamHeader header, String profile, String id) {
        Observation observation = claiming(profile, id, new Observation());
        observation.setStatus(ObservationStatus.FINAL);
        observation.addCategory(new CodeableConcept(
                new Coding("http://terminology.hl7.org/CodeSystem/observation-category", "exam", "Exam")));
        observation.setSubject(new Reference("Patient/" + header.patient()));
        observation.setEffective(new DateTimeType(header.time()));
        observation.addPerformer(new Reference("Practitioner/" + header.tester()));
        return observation;
    }

    /** With its id, and a profile of Myotome. */
    static <T extends Resource> T claiming(String profile, String id, T resource) {
        labelled(resource).setId(id);
        resource.getMeta().addProfile(Guide.BASE + "/StructureDefinition/" + profile);
        return resource;
    }

    private static <T extends Resource> T labelled(T resource) {
        resource.getMeta().addSecurity("http://terminology.hl7.org/CodeSystem/v3-ActReason", "HTEST", null);
        return resource;
    }
}
