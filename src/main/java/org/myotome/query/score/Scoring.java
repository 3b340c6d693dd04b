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
import org.myotome.query.PatientPage;
import org.myotome.query.TimeLimit;
import org.myotome.storage.projection.Code;
import org.myotome.storage.projection.ResultFilter;
import org.myotome.storage.projection.Standing;
import org.myotome.storage.projection.StrengthResult;
import org.myotome.storage.projection.StrengthResults;

/** Finds the exams that are asked about, and scores them. */
final class Scoring {

    /** One page of exams. @param last the row of the last patient, if there are more */
    record Page(List<ScoredExam> exams, Optional<Long> last) {}

    private final StrengthResults results;
    private final List<ScoreOfExam> scores;
    private final ResultFilter filter;

    Scoring(StrengthResults results, List<ScoreOfExam> scores) {
        this.results = results;
        this.scores = List.copyOf(scores);
        Set<Code> items =
                scores.stream().flatMap(score -> score.items().stream()).collect(Collectors.toSet());
        scores.forEach(score -> items.add(new Code(StrengthCodes.MEASURE, score.code())));
        items.add(ExamResults.PANEL);
        // A panel tells the time of its exam, whatever its status is.
        this.filter = ResultFilter.FINAL.ofItems(items).ofStandings(EnumSet.of(Standing.FINAL, Standing.PRELIMINARY));
    }

    List<ScoredExam> ofPatient(long patient, ScoreRequest request) {
        List<StrengthResult> all = new TimeLimit()
                .within(() -> results.of(patient)).stream()
                        .filter(result -> filter.items().contains(result.item()))
                        .toList();
        return scored(patient, all, request);
    }

    /** @param patients empty for all */
    Page ofPatients(Optional<Set<Long>> patients, PatientPage page, ScoreRequest request) {
        List<List<ScoredExam>> found = new ArrayList<>();
        if (patients.filter(Set::isEmpty).isEmpty()) {
            TimeLimit limit = new TimeLimit();
            limit.within(() -> {
                results.each(filter.ofPatients(patients.orElse(Set.of())), page.after(), ofOne -> {
                    limit.check();
                    List<ScoredExam> exams = scored(ofOne.get(0).patient(), ofOne, request);
                    if (!exams.isEmpty()) {
                        found.add(exams);
                    }
                    return found.size() <= page.count();
                });
                return found;
            });
        }
        List<List<ScoredExam>> shown = found.subList(0, Math.min(found.size(), page.count()));
        return new Page(
                shown.stream().flatMap(List::stream).toList(),
                found.size() > page.count()
                        ? Optional.of(shown.get(shown.size() - 1).get(0).patient())
                        : Optional.empty());
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
