package org.myotome.query.score;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.myotome.RequestProblem;
import org.myotome.guide.StrengthCodes;
import org.myotome.query.AskedTime;
import org.myotome.query.ExamResults;
import org.myotome.query.PatientPage;
import org.myotome.query.PatientResults;
import org.myotome.storage.projection.Code;
import org.myotome.storage.projection.ResultFilter;
import org.myotome.storage.projection.Standing;
import org.myotome.storage.projection.StrengthResult;
import org.myotome.storage.projection.StrengthResults;

/** Finds the exams that are asked about, and scores them. */
final class Scoring {

    /** A part of the exams. @param last the row of the last patient, if there are more */
    record Page(List<ScoredExam> exams, Optional<Long> last) {}

    private final StrengthResults results;
    private final PatientResults ofPatients;
    private final List<ScoreOfExam> scores;
    private final ResultFilter filter;

    Scoring(StrengthResults results, List<ScoreOfExam> scores) {
        this.results = results;
        this.ofPatients = new PatientResults(results);
        this.scores = List.copyOf(scores);
        Set<Code> items =
                scores.stream().flatMap(score -> score.items().stream()).collect(Collectors.toSet());
        scores.forEach(score -> items.add(new Code(StrengthCodes.MEASURE, score.code())));
        items.add(ExamResults.PANEL);
        // A panel tells the time of its exam, whatever its status is.
        this.filter = ResultFilter.FINAL.ofItems(items).ofStandings(EnumSet.of(Standing.FINAL, Standing.PRELIMINARY));
    }

    List<ScoredExam> ofPatient(long patient, ScoreRequest request) {
        List<StrengthResult> all = ofPatients.of(patient, filter);
        request.question().check();
        return scored(patient, all, request);
    }

    /**
     * A page ends early rather than fail when the time is over.
     *
     * @param patients empty for all
     */
    Page ofPatients(Optional<Set<Long>> patients, PatientPage page, ScoreRequest request) {
        Walk walk = new Walk(page, request);
        ofPatients.each(patients, filter, page.after(), walk::goOn);
        return new Page(walk.exams, walk.end);
    }

    /** What is known on the way through the patients. */
    private final class Walk {

        private final List<ScoredExam> exams = new ArrayList<>();
        private final PatientPage page;
        private final ScoreRequest request;
        private int found;
        private long last = -1;
        private Optional<Long> end = Optional.empty();

        Walk(PatientPage page, ScoreRequest request) {
            this.page = page;
            this.request = request;
        }

        /** Whether the next patient is wanted. */
        boolean goOn(List<StrengthResult> ofOne) {
            List<ScoredExam> ofPatient = scored(ofOne.get(0).patient(), ofOne, request);
            if (!ofPatient.isEmpty() && found == page.count()
                    || last >= 0 && request.question().isOver()) {
                end = Optional.of(last);
                return false;
            }
            last = ofOne.get(0).patient();
            found += ofPatient.isEmpty() ? 0 : 1;
            exams.addAll(ofPatient);
            return true;
        }
    }

    private List<ScoredExam> scored(long patient, List<StrengthResult> all, ScoreRequest request) {
        Set<String> codes = scores.stream().map(ScoreOfExam::code).collect(Collectors.toSet());
        List<StrengthResult> stored = all.stream()
                .filter(result -> codes.contains(result.item().code()) && result.standing() == Standing.FINAL)
                .toList();
        List<StrengthResult> graded = all.stream()
                .filter(result -> !codes.contains(result.item().code()))
                .toList();
        return asked(exams(graded, request), all, request).stream()
                .map(exam -> new ScoredExam(
                        patient,
                        exam,
                        scores.stream()
                                .map(score -> score.of(exam, request.halfGrades()))
                                .toList(),
                        stored.stream()
                                .filter(score -> !score.start().isAfter(exam.end())
                                        && !score.end().isBefore(exam.start()))
                                .toList()))
                .toList();
    }

    private List<ExamResults> exams(List<StrengthResult> graded, ScoreRequest request) {
        return ExamResults.of(graded, request.standings()).stream()
                .filter(exam -> scores.stream().anyMatch(score -> score.isPartOf(exam)))
                .toList();
    }

    private List<ExamResults> asked(List<ExamResults> exams, List<StrengthResult> all, ScoreRequest request) {
        if (request.exam().isPresent()) {
            return List.of(named(request.exam().get(), exams, all));
        }
        if (request.time().isPresent()) {
            AskedTime time = request.time().get();
            return exams.stream()
                    .filter(exam -> time.from().filter(exam.start()::isBefore).isEmpty()
                            && time.before()
                                    .filter(before -> !exam.start().isBefore(before))
                                    .isEmpty())
                    .toList();
        }
        return request.all() || exams.isEmpty() ? exams : exams.subList(exams.size() - 1, exams.size());
    }

    private ExamResults named(String exam, List<ExamResults> exams, List<StrengthResult> all) {
        Set<Long> rows = new HashSet<>();
        all.forEach(result -> Stream.concat(
                        Stream.of(result.row()), result.exam().stream().boxed())
                .forEach(rows::add));
        return results.references(rows).entrySet().stream()
                .filter(reference -> reference.getValue().equals(exam))
                .flatMap(reference -> exams.stream().filter(one -> one.has(reference.getKey())))
                .findFirst()
                .orElseThrow(() -> RequestProblem.notFound(exam + " is no exam of this patient with a grade of "
                        + scores.stream().map(ScoreOfExam::code).collect(Collectors.joining(", "))
                        + ". Send the exam, or one of its grades; all=true shows them."));
    }
}
