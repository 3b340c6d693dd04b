package org.myotome.demo;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CarePlan.CarePlanActivityStatus;
import org.hl7.fhir.r4.model.CarePlan.CarePlanIntent;
import org.hl7.fhir.r4.model.CarePlan.CarePlanStatus;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Procedure.ProcedureStatus;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.myotome.guide.Guide;

/** Turns what is known of a patient into treatments, a plan of care and the answers to the questionnaire. */
final class CareResources {

    private static final String QUESTIONNAIRE = Guide.BASE + "/Questionnaire/weakness-triage";

    private final DemoCodes codes;

    CareResources(DemoCodes codes) {
        this.codes = codes;
    }

    List<Resource> of(SyntheticPatient patient) {
        List<Resource> all = new ArrayList<>();
        patient.story().treatments().forEach(treatment -> all.add(treatment(patient, treatment)));
        all.add(plan(patient));
        all.add(answers(patient));
        return all;
    }

    private Procedure treatment(SyntheticPatient patient, Treatment treatment) {
        String id = patient.id() + "-treatment-" + treatment.code();
        Procedure procedure = DemoResources.claiming("weakness-treatment", id, new Procedure());
        procedure.setCategory(new CodeableConcept(codes.treatmentType(treatment.code())));
        procedure.setCode(new CodeableConcept(codes.own("weakness-treatment", treatment.code())));
        if (patient.turn() % 2 == 1) {
            codes.equivalents("weakness-treatment-codes", treatment.code()).forEach(procedure.getCode()::addCoding);
        }
        procedure.setSubject(subject(patient));
        procedure.addReasonReference(weakness(patient));
        if (treatment.whyNot().isPresent()) {
            procedure.setStatus(ProcedureStatus.NOTDONE);
            return procedure.setStatusReason(
                    new CodeableConcept().setText(treatment.whyNot().get()));
        }
        procedure.setStatus(treatment.to().isPresent() ? ProcedureStatus.COMPLETED : ProcedureStatus.INPROGRESS);
        Period period = new Period().setStartElement(day(patient, treatment.from()));
        treatment.to().ifPresent(to -> period.setEndElement(day(patient, to)));
        return procedure.setPerformed(period);
    }

    private CarePlan plan(SyntheticPatient patient) {
        boolean over = patient.isResolved();
        CarePlan plan = DemoResources.claiming("weakness-care-plan", patient.id() + "-plan", new CarePlan());
        plan.setStatus(over ? CarePlanStatus.COMPLETED : CarePlanStatus.ACTIVE);
        plan.setIntent(CarePlanIntent.PLAN);
        plan.setSubject(subject(patient));
        plan.addAddresses(weakness(patient));
        patient.story()
                .plan()
                .forEach(code -> plan.addActivity()
                        .getDetail()
                        .setCode(new CodeableConcept(codes.care(code)))
                        .setStatus(over ? CarePlanActivityStatus.COMPLETED : CarePlanActivityStatus.INPROGRESS));
        return plan;
    }

    /** The answers of the patient, on the morning before anybody is examined. */
    private QuestionnaireResponse answers(SyntheticPatient patient) {
        Story story = patient.story();
        QuestionnaireResponse response = DemoResources.claiming(
                "weakness-triage-response", patient.id() + "-triage", new QuestionnaireResponse());
        response.setQuestionnaire(QUESTIONNAIRE);
        response.setStatus(QuestionnaireResponseStatus.COMPLETED);
        response.setSubject(subject(patient));
        response.setSource(subject(patient));
        response.setAuthoredElement(new DateTimeType(patient.onset().plusDays(story.asked()) + "T07:30:00Z"));
        List<Coding> flags = story.flagsWhenAsked().stream()
                .map(flag -> codes.own("weakness-red-flag", flag))
                .toList();
        addItem(
                response,
                "symptom",
                story.symptoms().stream()
                        .map(symptom -> codes.own("weakness-symptom", symptom))
                        .toList());
        addItem(response, "course", List.of(codes.own("weakness-course", story.course())));
        addItem(response, "red-flag", flags.isEmpty() ? List.of(codes.own("triage-answer", "none-of-these")) : flags);
        addItem(response, "days", List.of(new IntegerType(story.asked() - story.began())));
        addItem(response, "interferes", List.of(new BooleanType(true)));
        return response;
    }

    private static void addItem(QuestionnaireResponse response, String linkId, List<? extends Type> answers) {
        var item = response.addItem().setLinkId(linkId);
        answers.forEach(answer -> item.addAnswer().setValue(answer));
    }

    private static Reference subject(SyntheticPatient patient) {
        return new Reference("Patient/" + patient.id());
    }

    private static Reference weakness(SyntheticPatient patient) {
        return new Reference("Condition/" + ProblemResources.weaknessId(patient));
    }

    private static DateTimeType day(SyntheticPatient patient, int day) {
        return new DateTimeType(patient.onset().plusDays(day).toString());
    }
}
