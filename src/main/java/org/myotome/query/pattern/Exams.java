package org.myotome.query.pattern;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.myotome.guide.StrengthCodes;
import org.myotome.query.ExamResults;
import org.myotome.storage.projection.Standing;
import org.myotome.storage.projection.StrengthResult;

/** The exams of a patient that have grades. */
final class Exams {

    private static final Set<String> ITEMS = Set.of(StrengthCodes.MOVEMENT, StrengthCodes.KEY_MUSCLE);

    private final List<Exam> exams;

    private Exams(List<Exam> exams) {
        this.exams = exams;
    }

    /**
     * @param results of one patient, of any standing
     * @param counting the standings that are taken
     */
    static Exams of(List<StrengthResult> results, Set<Standing> counting) {
        return new Exams(ExamResults.of(results, counting).stream()
                .map(exam -> new Exam(
                        exam.panel(),
                        exam.results().stream()
                                .filter(Exams::isGrade)
                                .sorted(Comparator.comparing(StrengthResult::start)
                                        .thenComparing(StrengthResult::row))
                                .toList()))
                .filter(exam -> !exam.scales().isEmpty())
                .toList());
    }

    /** A force is no grade; a movement that could not be tested has neither. */
    private static boolean isGrade(StrengthResult result) {
        return ITEMS.contains(result.item().system()) && result.unit().isEmpty();
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
