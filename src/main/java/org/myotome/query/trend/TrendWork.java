package org.myotome.query.trend;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Parameters;
import org.myotome.query.AskedCohort;
import org.myotome.query.AskedItems;
import org.myotome.query.PatientPage;
import org.myotome.query.PatientResults;
import org.myotome.query.trend.Diagnoses.Diagnosis;
import org.myotome.storage.projection.PatientRecords;
import org.myotome.storage.projection.StrengthResults;

/** From the request to the answer, in both of its forms. */
final class TrendWork {

    private final StrengthResults results;
    private final PatientRecords records;
    private final AskedCohort cohorts;
    private final AskedItems items;
    private final Diagnoses diagnoses;
    private final Trends trends;
    private final TrendAnswer answer;

    TrendWork(
            StrengthResults results,
            PatientRecords records,
            AskedCohort cohorts,
            AskedItems items,
            Diagnoses diagnoses) {
        this.results = results;
        this.records = records;
        this.cohorts = cohorts;
        this.items = items;
        this.diagnoses = diagnoses;
        this.trends = new Trends(new PatientResults(results));
        this.answer = new TrendAnswer(items);
    }

    Parameters ofOne(long patient, String reference, TrendRequest request) {
        PatientTrend trend = trends.of(patient, request);
        List<String> replacements = records.replacementsOf(patient);
        List<String> remarks = replacements.isEmpty()
                ? List.of()
                : List.of(reference + " was replaced by " + String.join(", ", replacements)
                        + ", whose results are not in this answer.");
        return answer.of(
                reference,
                trend,
                request.points(),
                references(List.of(trend)),
                known(List.of(trend), request).getOrDefault(patient, List.of()),
                remarks);
    }

    Bundle ofMany(RequestDetails details, TrendRequest request) {
        Bundle bundle = new Bundle().setType(BundleType.COLLECTION);
        bundle.addLink().setRelation("self").setUrl(PatientPage.self(details, request.input()));
        OptionalLong last =
                trends.each(cohorts.of(request.input()), PatientPage.of(request.input()), request, batch -> {
                    Map<Long, String> references = references(batch);
                    Map<Long, List<Diagnosis>> known = known(batch, request);
                    batch.forEach(trend -> Optional.ofNullable(references.get(trend.patient()))
                            .ifPresent(patient -> bundle.addEntry()
                                    .setResource(answer.of(
                                            patient,
                                            trend,
                                            request.points(),
                                            references,
                                            known.getOrDefault(trend.patient(), List.of()),
                                            List.of()))));
                });
        last.ifPresent(
                row -> bundle.addLink().setRelation("next").setUrl(PatientPage.next(details, request.input(), row)));
        return bundle;
    }

    void tableOfOne(long patient, TrendRequest request, HttpServletResponse response) throws IOException {
        PatientTrend trend = trends.of(patient, request);
        Map<Long, List<Diagnosis>> known = known(List.of(trend), request);
        TrendCsv table = table(request, response);
        write(List.of(trend), known, table);
        table.flush();
    }

    /** Of all patients unless {@code _count} says otherwise. Nothing is kept but the patients of a batch. */
    void tableOfMany(RequestDetails details, TrendRequest request, HttpServletResponse response) throws IOException {
        Optional<Set<Long>> patients = cohorts.of(request.input());
        PatientPage asked = PatientPage.of(request.input());
        PatientPage page = request.input().has("_count") ? asked : new PatientPage(Integer.MAX_VALUE, asked.after());
        TrendCsv table = table(request, response);
        OptionalLong last = trends.each(patients, page, request, batch -> {
            write(batch, known(batch, request), table);
            flush(table);
        });
        last.ifPresent(row -> table.goesOn(PatientPage.next(details, request.input(), row)));
        table.flush();
    }

    private TrendCsv table(TrendRequest request, HttpServletResponse response) throws IOException {
        response.setContentType(TrendCsv.TYPE);
        return new TrendCsv(response.getOutputStream(), items, request.diagnosis());
    }

    private void write(List<PatientTrend> batch, Map<Long, List<Diagnosis>> known, TrendCsv table) {
        Map<Long, String> references = references(batch);
        batch.forEach(trend -> Optional.ofNullable(references.get(trend.patient()))
                .ifPresent(patient ->
                        table.add(trend, patient, references, known.getOrDefault(trend.patient(), List.of()))));
    }

    private static void flush(TrendCsv table) {
        try {
            table.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private Map<Long, String> references(List<PatientTrend> batch) {
        Set<Long> rows = new HashSet<>();
        batch.forEach(trend -> rows.addAll(trend.rows()));
        return rows.isEmpty() ? Map.of() : results.references(rows);
    }

    private Map<Long, List<Diagnosis>> known(List<PatientTrend> batch, TrendRequest request) {
        return request.diagnosis()
                ? diagnoses.of(batch.stream().map(PatientTrend::patient).toList())
                : Map.of();
    }
}
