package org.myotome.demo;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Resource;
import org.myotome.strength.SidedMovement;

/**
 * Writes patients as NDJSON, one resource on a line, nothing before what it refers to: the testers, then patient by patient
 * the Patient, exam by exam grades, score, grips and panel, and then what is known beside the exams. Memory does not grow
 * with the number of patients.
 */
final class NdjsonWriter {

    private final DemoResources resources;
    private final IParser parser;
    private final OutputStream out;
    private final Map<GradeKey, Template> grades = new HashMap<>();
    private final Map<Score, Template> scores = new HashMap<>();
    private final Map<Grip, Template> grips = new HashMap<>();
    private final Map<List<SidedMovement>, Template> panels = new HashMap<>();
    private long lines;

    NdjsonWriter(DemoResources resources, FhirContext fhir, OutputStream out) {
        this.resources = resources;
        this.parser = fhir.newJsonParser();
        this.out = out;
    }

    /** How many resources were written. */
    long lines() {
        return lines;
    }

    void writeTesters() throws IOException {
        for (String tester : SyntheticPatients.TESTERS) {
            write(resources.tester(tester));
        }
    }

    void write(SyntheticPatient patient) throws IOException {
        write(resources.patient(patient));
        for (Exam exam : patient.exams()) {
            for (Finding finding : exam.findings()) {
                write(exam, template(grades, new GradeKey(finding, exam.halfGrades())));
            }
            Score score = exam.score();
            write(exam, template(scores, score, () -> resources.score(Template.GAPS, score)));
            for (Grip grip : exam.grips()) {
                write(exam, template(grips, grip, () -> resources.grip(Template.GAPS, grip)));
            }
            List<SidedMovement> movements = exam.movements();
            write(exam, template(panels, movements, () -> resources.panel(Template.GAPS, movements)));
        }
        for (Resource resource : resources.story(patient)) {
            write(resource);
        }
    }

    private Template template(Map<GradeKey, Template> known, GradeKey key) {
        return template(known, key, () -> resources.grade(Template.GAPS, key.finding(), key.halfGrades()));
    }

    private <K> Template template(Map<K, Template> known, K key, Supplier<Resource> resource) {
        return known.computeIfAbsent(key, any -> Template.of(parser.encodeResourceToString(resource.get())));
    }

    private void write(Exam exam, Template template) throws IOException {
        template.write(exam.header(), out);
        endLine();
    }

    private void write(Resource resource) throws IOException {
        out.write(parser.encodeResourceToString(resource).getBytes(StandardCharsets.UTF_8));
        endLine();
    }

    private void endLine() throws IOException {
        out.write('\n');
        lines++;
    }

    private record GradeKey(Finding finding, boolean halfGrades) {}
}
