package org.myotome.query.trend;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.myotome.guide.StrengthCodes;
import org.myotome.query.PatientPage;
import org.myotome.query.PatientResults;
import org.myotome.query.TimeLimit;
import org.myotome.storage.projection.Code;
import org.myotome.storage.projection.StrengthResult;

/** Reads the results of patients and hands out their trends. */
final class Trends {

    private static final Code PANEL = new Code(StrengthCodes.MEASURE, "strength-exam");

    /** Patients whose references and diagnoses are looked up at once. */
    private static final int BATCH = 100;

    private final PatientResults results;

    Trends(PatientResults results) {
        this.results = results;
    }

    PatientTrend of(long patient, TrendRequest request) {
        List<StrengthResult> ofOne = new TimeLimit().within(() -> results.of(patient, request.filter()));
        return new PatientTrend(patient, series(ofOne, request));
    }

    /**
     * Hands out the patients of a page in the order of their rows, many at a time.
     *
     * @param patients empty for all
     * @return the row of the last patient, if there are more or the time is over
     */
    OptionalLong each(
            Optional<Set<Long>> patients, PatientPage page, TrendRequest request, Consumer<List<PatientTrend>> batch) {
        Walk walk = new Walk(page, request, batch);
        walk.limit.within(() -> {
            results.each(patients, request.filter(), page.after(), walk::goOn);
            return walk;
        });
        walk.handOut();
        return walk.end;
    }

    private static List<Series> series(List<StrengthResult> results, TrendRequest request) {
        return request.shown(request.trend()
                .of(results.stream()
                        .filter(result -> !result.item().equals(PANEL))
                        .toList()));
    }

    /** What is known on the way through the patients. */
    private static final class Walk {

        private final TimeLimit limit = new TimeLimit();
        private final List<PatientTrend> waiting = new ArrayList<>();
        private final PatientPage page;
        private final TrendRequest request;
        private final Consumer<List<PatientTrend>> batch;
        private int found;
        private long last = -1;
        private OptionalLong end = OptionalLong.empty();

        Walk(PatientPage page, TrendRequest request, Consumer<List<PatientTrend>> batch) {
            this.page = page;
            this.request = request;
            this.batch = batch;
        }

        /** Whether the next patient is wanted. A page ends early rather than fail when the time is over. */
        boolean goOn(List<StrengthResult> ofOne) {
            List<Series> series = series(ofOne, request);
            if (!series.isEmpty() && found == page.count() || last >= 0 && limit.isOver()) {
                end = OptionalLong.of(last);
                return false;
            }
            last = ofOne.get(0).patient();
            if (!series.isEmpty()) {
                found++;
                waiting.add(new PatientTrend(last, series));
                if (waiting.size() == BATCH) {
                    handOut();
                }
            }
            return true;
        }

        void handOut() {
            if (!waiting.isEmpty()) {
                batch.accept(List.copyOf(waiting));
                waiting.clear();
            }
        }
    }
}
