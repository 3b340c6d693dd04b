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
import org.myotome.storage.projection.Code;
import org.myotome.storage.projection.StrengthResult;
import org.springframework.dao.QueryTimeoutException;

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
        List<StrengthResult> ofOne = results.of(patient, request.filter());
        request.question().check();
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
        try {
            results.each(patients, request.filter(), page.after(), walk::goOn);
        } catch (QueryTimeoutException slow) {
            walk.endEarly(slow);
        }
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
            if (!series.isEmpty() && found == page.count()
                    || last >= 0 && request.question().isOver()) {
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

        /** The patients so far are an answer, if there are any. */
        void endEarly(QueryTimeoutException slow) {
            if (last < 0) {
                throw slow;
            }
            end = OptionalLong.of(last);
        }

        void handOut() {
            if (!waiting.isEmpty()) {
                batch.accept(List.copyOf(waiting));
                waiting.clear();
            }
        }
    }
}
