package org.myotome.intake.storing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.myotome.guide.Guide;

/** Keeps the exam whole that grades belong to: those that come later are added, those that were withdrawn are taken out. */
final class Exams {

    private static final Coding CODE =
            new Coding(Guide.BASE + "/CodeSystem/strength-measure", "strength-exam", "Muscle strength examination");

    private final Entries entries;
    private final Stored stored;

    Exams(Entries entries, Stored stored) {
        this.entries = entries;
        this.stored = stored;
    }

    /**
     * Adds a grade to its exam, which is created with its first.
     *
     * @param id of the exam
     * @return its reference
     */
    String add(String id, Observation grade) {
        String member = Entries.reference(grade);
        Optional<Observation> known = entries.observation("Observation/" + id);
        Observation exam = known.map(Exams::goneOn).orElseGet(() -> begun(grade));
        boolean added = exam.getHasMember().stream().noneMatch(has -> member.equals(has.getReference()));
        if (added) {
            exam.addHasMember(new Reference(member));
        }
        boolean tester = addTesters(exam, grade);
        if (known.isEmpty()) {
            return entries.create(exam, id);
        }
        boolean again = exam.getStatus() != known.get().getStatus();
        return added || tester || again ? entries.update(exam, known.get()) : "Observation/" + id;
    }

    /** One that was withdrawn with the last of its grades begins anew. */
    private static Observation goneOn(Observation known) {
        Observation exam = known.copy();
        if (exam.getStatus() == ObservationStatus.ENTEREDINERROR) {
            exam.setStatus(ObservationStatus.FINAL);
            exam.getHasMember().clear();
        }
        return exam;
    }

    private static Observation begun(Observation grade) {
        Observation exam = new Observation();
        exam.setStatus(ObservationStatus.FINAL);
        exam.setCategory(grade.copy().getCategory());
        exam.getCode().addCoding(CODE.copy());
        exam.setSubject(grade.getSubject().copy());
        if (grade.hasEncounter()) {
            exam.setEncounter(grade.getEncounter().copy());
        }
        exam.setEffective(grade.getEffective().copy());
        exam.getMeta().setSource(grade.getMeta().getSource());
        return exam;
    }

    private static boolean addTesters(Observation exam, Observation grade) {
        List<Reference> others = grade.getPerformer().stream()
                .filter(tester -> exam.getPerformer().stream()
                        .noneMatch(known -> known.getReference().equals(tester.getReference())))
                .toList();
        others.forEach(tester -> exam.addPerformer(tester.copy()));
        return !others.isEmpty();
    }

    /** Takes a grade that was withdrawn out of every exam; an exam that has no other is withdrawn with it. */
    void remove(String member) {
        for (Observation user : stored.usersOf(member)) {
            String reference = Entries.reference(user);
            Observation known = entries.observation(reference).orElse(user);
            boolean isExam = known.getCode().getCoding().stream()
                    .anyMatch(coding -> CODE.getCode().equals(coding.getCode())
                            && CODE.getSystem().equals(coding.getSystem()));
            if (!isExam || known.getStatus() == ObservationStatus.ENTEREDINERROR) {
                continue;
            }
            Observation exam = known.copy();
            exam.getHasMember().removeIf(has -> member.equals(has.getReference()));
            if (!exam.hasHasMember()) {
                exam.addHasMember(new Reference(member));
                exam.setStatus(ObservationStatus.ENTEREDINERROR);
            }
            entries.update(exam, known);
        }
    }

    /** Puts results into the report of the order that was filled, beside those that it has. */
    void report(DiagnosticReport report, String id, List<String> results, Observation first) {
        Optional<Resource> known = entries.find("DiagnosticReport/" + id);
        DiagnosticReport whole = report.copy();
        whole.setSubject(first.getSubject().copy());
        if (first.hasEncounter()) {
            whole.setEncounter(first.getEncounter().copy());
        }
        whole.setEffective(first.getEffective().copy());
        whole.getMeta().setSource(first.getMeta().getSource());
        if (!whole.hasStatus()) {
            whole.setStatus(DiagnosticReportStatus.FINAL);
        }
        List<String> all = new ArrayList<>();
        known.map(DiagnosticReport.class::cast)
                .ifPresent(before -> before.getResult().forEach(result -> all.add(result.getReference())));
        results.stream().filter(result -> !all.contains(result)).forEach(all::add);
        all.forEach(result -> whole.addResult(new Reference(result)));
        known.ifPresentOrElse(before -> entries.update(whole, before), () -> entries.create(whole, id));
    }
}
