package org.myotome.query.score;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.myotome.query.ExamResults;
import org.myotome.storage.projection.StrengthResult;

/**
 * An exam of a patient with its scores.
 *
 * @param patient the row
 * @param stored final scores of the same time, which may be made of these grades
 */
record ScoredExam(long patient, ExamResults exam, List<ExamScore> scores, List<StrengthResult> stored) {

    ScoredExam {
        scores = List.copyOf(scores);
        stored = List.copyOf(stored);
    }

    /** Everything that an answer about it refers to. */
    Set<Long> rows() {
        Stream<StrengthResult> named = scores.stream()
                .flatMap(score -> Stream.concat(
                        score.counted().stream().map(ExamScore.Counted::result),
                        score.missing().stream().flatMap(missing -> missing.results().stream())));
        LongStream results = Stream.of(named, stored.stream(), exam.results().stream())
                .flatMap(all -> all)
                .mapToLong(StrengthResult::row);
        return LongStream.concat(LongStream.concat(exam.panel().stream(), results), LongStream.of(patient))
                .boxed()
                .collect(Collectors.toSet());
    }
}
