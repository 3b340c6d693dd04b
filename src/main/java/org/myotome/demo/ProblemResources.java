package org.myotome.demo;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Condition.ConditionEvidenceComponent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Reference;
import org.myotome.guide.Guide;
import org.myotome.strength.MrcGrade;

/** Turns what is known of a patient into Conditions: the weakness, its symptoms and the red flags. */
final class ProblemResources {

    private static final String COURSE = Guide.BASE + "/StructureDefinition/weakness-course";
    private static final String DUE_TO = "http://hl7.org/fhir/StructureDefinition/condition-dueTo";
    private static final String CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical";
    private static final String VERIFICATION = "http://terminology.hl7.org/CodeSystem/condition-ver-status";
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyy-MM");

    private final DemoCodes codes;

    ProblemResources(DemoCodes codes) {
        this.codes = codes;
    }

    /** The weakness first: what was done about it refers to it. */
    List<Condition> of(SyntheticPatient patient) {
        List<Condition> all = new ArrayList<>();
        all.add(weakness(patient));
        patient.story().symptoms().forEach(symptom -> all.add(symptom(patient, symptom)));
        patient.story().signs().forEach(sign -> all.add(redFlag(patient, sign)));
        return all;
    }

    static String weaknessId(SyntheticPatient patient) {
        return patient.id() + "-weakness";
    }

    private Condition weakness(SyntheticPatient patient) {
        Story story = patient.story();
        Condition weakness = problem(patient, "weakness-condition", weaknessId(patient), "confirmed");
        addCourse(weakness, story.course());
        weakness.addExtension(DUE_TO, cause(patient));
        setClinicalStatus(weakness, patient.isResolved());
        Exam worst = patient.worstExam();
        weakness.setSeverity(new CodeableConcept(codes.severity(severity(worst))));
        weakness.setCode(new CodeableConcept(codes.listed("weakness-finding", story.finding())));
        sites(worst).forEach(site -> weakness.addBodySite(new CodeableConcept(site)));
        weakness.setOnset(onset(patient));
        if (patient.isResolved()) {
            weakness.setAbatement(new DateTimeType(patient.lastExam().header().day()));
        }
        ConditionEvidenceComponent evidence = weakness.addEvidence();
        worst.weak()
                .forEach(finding -> evidence.addDetail(
                        new Reference("Observation/" + worst.header().gradeId(finding.movement()))));
        return weakness;
    }

    /** As the record that it comes from codes it; the text keeps what a wider code would lose. */
    private CodeableConcept cause(SyntheticPatient patient) {
        Cause cause = patient.illness().cause();
        Coding own = codes.own("cause-of-weakness", cause.code());
        String map = cause.map(patient.turn());
        Coding coding = map.isEmpty() ? own : codes.mapped(map, cause.code()).orElseThrow();
        return new CodeableConcept(coding).setText(own.getDisplay());
    }

    /**
     * By the lowest grade: severe if gravity is not overcome, moderate if nothing more than gravity is. No source says so; the
     * limits are those of the scale, so that anybody can see in the grades why.
     */
    private static String severity(Exam exam) {
        MrcGrade lowest = exam.weak().stream()
                .map(finding -> finding.grade().orElseThrow())
                .min(MrcGrade::compareTo)
                .orElseThrow();
        if (lowest.compareTo(MrcGrade.THREE) < 0) {
            return "24484000";
        }
        return lowest == MrcGrade.THREE ? "6736007" : "255604002";
    }

    private Iterable<Coding> sites(Exam exam) {
        Map<String, Coding> sites = new LinkedHashMap<>();
        exam.weak().forEach(finding -> {
            Coding site = codes.site(finding.movement());
            sites.putIfAbsent(site.getCode(), site);
        });
        return sites.values();
    }

    private Condition symptom(SyntheticPatient patient, String code) {
        Condition symptom = problem(patient, "weakness-symptom", patient.id() + "-symptom-" + code, "unconfirmed");
        addCourse(symptom, patient.story().course());
        setClinicalStatus(symptom, patient.isResolved());
        symptom.setCode(coded(patient, "weakness-symptom", code));
        symptom.setOnset(onset(patient));
        if (patient.isResolved()) {
            symptom.setAbatement(new DateTimeType(patient.lastExam().header().day()));
        }
        return symptom.setAsserter(symptom.getSubject());
    }

    private Condition redFlag(SyntheticPatient patient, Sign sign) {
        String id = patient.id() + "-red-flag-" + sign.flag();
        Condition flag = problem(patient, "weakness-red-flag", id, sign.present() ? "confirmed" : "refuted");
        flag.setCode(coded(patient, "weakness-red-flag", sign.flag()));
        if (!sign.present()) {
            flag.setRecordedDateElement(day(patient, sign.day()));
            return flag;
        }
        addCourse(flag, patient.story().course());
        setClinicalStatus(flag, sign.over().isPresent());
        flag.setOnset(day(patient, sign.day()));
        sign.over().ifPresent(day -> flag.setAbatement(day(patient, day)));
        return flag;
    }

    /** In every other patient of a course with the codes of other systems that mean the same. */
    private CodeableConcept coded(SyntheticPatient patient, String codeSystem, String code) {
        CodeableConcept concept = new CodeableConcept(codes.own(codeSystem, code));
        if (patient.turn() % 2 == 1) {
            codes.equivalents(codeSystem + "-codes", code).forEach(concept::addCoding);
        }
        return concept;
    }

    private Condition problem(SyntheticPatient patient, String profile, String id, String verification) {
        Condition problem = DemoResources.claiming(profile, id, new Condition());
        problem.setVerificationStatus(new CodeableConcept(codes.core(VERIFICATION, verification)));
        return problem.setSubject(new Reference("Patient/" + patient.id()));
    }

    private void addCourse(Condition problem, String course) {
        problem.addExtension(COURSE, new CodeableConcept(codes.own("weakness-course", course)));
    }

    private void setClinicalStatus(Condition problem, boolean resolved) {
        problem.setClinicalStatus(new CodeableConcept(codes.core(CLINICAL, resolved ? "resolved" : "active")));
    }

    /** Who was struck suddenly knows the day, who grew weak unnoticed the month. */
    private static DateTimeType onset(SyntheticPatient patient) {
        LocalDate began = patient.onset().plusDays(patient.story().began());
        boolean slow = patient.story().course().equals("gradual")
                || patient.story().course().equals("fluctuating");
        return new DateTimeType(slow ? began.format(MONTH) : began.toString());
    }

    private static DateTimeType day(SyntheticPatient patient, int day) {
        return new DateTimeType(patient.onset().plusDays(day).toString());
    }
}
