package org.myotome.query.score;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;
import org.myotome.query.AskedCohort;
import org.myotome.query.AskedPatients;
import org.myotome.query.PatientPage;
import org.myotome.storage.projection.PatientRecords;
import org.myotome.storage.projection.StoredObservations;
import org.myotome.storage.projection.StrengthResults;

/** What the score operations have in common: from the request to the answer. */
final class ScoreWork {

    /** What they all read. */
    record Records(
            StrengthResults results,
            StoredObservations observations,
            PatientRecords patients,
            AskedPatients asked,
            AskedCohort cohorts) {}

    private final Records records;
    private final Scoring scoring;
    private final ScoreAnswer answer;
    private final ScoreStore store;

    ScoreWork(Records records, Scoring scoring, ScoreAnswer answer, ScoreStore store) {
        this.records = records;
        this.scoring = scoring;
        this.answer = answer;
        this.store = store;
    }

    /** @param id of the patient; null for many patients */
    IBaseResource answer(@Nullable IdType id, RequestDetails request, boolean hasHalfGrades) {
        ScoreRequest asked = ScoreRequest.of(request, id != null, hasHalfGrades);
        return id == null ? ofMany(request, asked) : ofOne(records.asked().of(id), "Patient/" + id.getIdPart(), asked);
    }

    private Parameters ofOne(long patient, String reference, ScoreRequest asked) {
        return asked.persist()
                ? store.retried(() -> stored(patient, reference, asked))
                : answered(patient, reference, scoring.ofPatient(patient, asked), asked);
    }

    private Parameters stored(long patient, String reference, ScoreRequest asked) {
        List<ScoredExam> exams = scoring.ofPatient(patient, asked);
        Map<Long, String> references = references(exams);
        boolean more = store.store(exams, references, StoredScores.of(exams, records.observations()));
        return answered(patient, reference, more ? scoring.ofPatient(patient, asked) : exams, asked);
    }

    private Parameters answered(long patient, String reference, List<ScoredExam> exams, ScoreRequest asked) {
        List<String> remarks = new ArrayList<>();
        List<String> replacements = records.patients().replacementsOf(patient);
        if (!replacements.isEmpty()) {
            remarks.add(reference + " was replaced by " + String.join(", ", replacements)
                    + ", whose exams are not in this answer.");
        }
        if (exams.isEmpty()) {
            remarks.add("No exam of this patient has a grade that belongs to the score"
                    + (asked.time().isPresent() ? " in the time asked for." : "."));
        }
        return answer.of(reference, exams, references(exams), StoredScores.of(exams, records.observations()), remarks);
    }

    private Map<Long, String> references(Collection<ScoredExam> exams) {
        Set<Long> rows = new HashSet<>();
        exams.forEach(exam -> rows.addAll(exam.rows()));
        return rows.isEmpty() ? Map.of() : records.results().references(rows);
    }

    private Bundle ofMany(RequestDetails request, ScoreRequest asked) {
        Optional<Set<Long>> patients = records.cohorts().of(asked.input());
        Scoring.Page page = scoring.ofPatients(patients, PatientPage.of(asked.input()), asked);
        Map<Long, String> references = references(page.exams());
        StoredScores stored = StoredScores.of(page.exams(), records.observations());
        Map<Long, List<ScoredExam>> byPatient = new LinkedHashMap<>();
        page.exams()
                .forEach(exam -> byPatient
                        .computeIfAbsent(exam.patient(), any -> new ArrayList<>())
                        .add(exam));
        Bundle bundle = new Bundle().setType(BundleType.COLLECTION);
        bundle.addLink().setRelation("self").setUrl(PatientPage.self(request, asked.input()));
        page.last()
                .ifPresent(last ->
                        bundle.addLink().setRelation("next").setUrl(PatientPage.next(request, asked.input(), last)));
        byPatient.forEach((patient, exams) -> Optional.ofNullable(references.get(patient))
                .ifPresent(reference ->
                        bundle.addEntry().setResource(answer.of(reference, exams, references, stored, List.of()))));
        return bundle;
    }
}
