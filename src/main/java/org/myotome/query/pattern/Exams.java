package org.myotome.query.pattern;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.myotome.guide.StrengthCodes;
import org.myotome.storage.projection.Standing;
import org.myotome.storage.projection.StrengthResult;

/** Sorts a patient's grades into exams: by panel, and what has none by the time of the observation. */
final class Exams {

    private static final Set<String> ITEMS = Set.of(StrengthCodes.MOVEMENT, StrengthCodes.KEY_MUSCLE);

    private final List<Exam> exams;

    private record Key(OptionalLong panel, Instant start, Instant end) {}

    private Exams(List<Exam> exams) {
        this.exams = exams;
    }

    /**
     * @param results of one patient, of any standing
     * @param counting the standings that are taken
     */
    static Exams of(List<StrengthResult> results, Set<Standing> counting) {
        Set<Long> withdrawn = results.stream()
                .filter(result -> result.standing() == Standing.WITHDRAWN)
                .map(StrengthResult::row)
                .collect(Collectors.toSet());
        Map<Key, List<StrengthResult>> byExam = results.stream()
                .filter(result -> counting.contains(result.standing()))
                .filter(result -> ITEMS.contains(result.item().system()))
                // A force is no grade; a movement that could not be tested has neither.
                .filter(result -> result.unit().isEmpty())
                .collect(Collectors.groupingBy(
                        result -> key(result, withdrawn), LinkedHashMap::new, Collectors.toList()));
        return new Exams(byExam.entrySet().stream()
                .map(entry -> new Exam(entry.getKey().panel(), entry.getValue()))
                .filter(exam -> !exam.scales().isEmpty())
                .toList());
    }

    /** A panel that was withdrawn holds nothing together; its grades are still one exam if they have one time. */
    private static Key key(StrengthResult result, Set<Long> withdrawn) {
        OptionalLong panel =
                result.exam().isPresent() && !withdrawn.contains(result.exam().getAsLong())
                        ? result.exam()
                        : OptionalLong.empty();
        return new Key(panel, result.start(), result.end());
    }

    /** The exam that began last. If several did, the one with most grades, and then the one that was stored last. */
    Optional<Exam> latest() {
        return exams.stream()
                .max(Comparator.comparing((Exam exam) -> exam.grades().get(0).start())
                        .thenComparing(exam -> exam.grades().size())
                        .thenComparing(exam -> exam.grades().stream()
                                .mapToLong(StrengthResult::row)
                                .max()
                                .orElse(0)));
    }

    /** The exam that is a panel, or has a grade. */
    Optional<Exam> of(long row) {
        return exams.stream().filter(exam -> exam.has(row)).findFirst();
    }

    /** The rows of all panels and grades. */
    Set<Long> rows() {
        Set<Long> rows = new TreeSet<>();
        exams.forEach(exam -> {
            exam.panel().ifPresent(rows::add);
            exam.grades().forEach(result -> rows.add(result.row()));
        });
        return rows;
    }
}
