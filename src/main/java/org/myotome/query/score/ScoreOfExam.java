package org.myotome.query.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.myotome.query.ExamResults;
import org.myotome.query.Scales;
import org.myotome.query.score.ExamScore.Counted;
import org.myotome.query.score.ExamScore.Missing;
import org.myotome.query.score.ExamScore.Reason;
import org.myotome.storage.projection.Code;
import org.myotome.storage.projection.StrengthResult;
import org.myotome.strength.Grade;
import org.myotome.strength.MrcGrade;
import org.myotome.strength.ScoreRecipe;
import org.myotome.strength.SidedMovement;

/** Sums the grades of an exam as the recipe of a score says. */
final class ScoreOfExam {

    private final String code;
    private final String items;
    private final ScoreRecipe recipe;
    private final String scale;

    /**
     * @param code of the score in CodeSystem {@code strength-measure}
     * @param items the CodeSystem of what is graded
     * @param recipe one in which both sides count
     */
    ScoreOfExam(String code, String items, ScoreRecipe recipe) {
        this.code = code;
        this.items = items;
        this.recipe = recipe;
        this.scale =
                recipe.points().keySet().stream().map(Grade::scale).findFirst().orElseThrow();
    }

    String code() {
        return code;
    }

    /** What is graded for the score. */
    Set<Code> items() {
        return expected().stream().map(item -> new Code(items, item.movement())).collect(Collectors.toSet());
    }

    private List<SidedMovement> expected() {
        return recipe.choices().get(0);
    }

    /** Whether any of the items was tested at the exam on the scale of the score, or could not be. */
    boolean isPartOf(ExamResults exam) {
        return exam.results().stream()
                .anyMatch(result -> isOnScale(result) && expected().contains(item(result)));
    }

    private boolean isOnScale(StrengthResult result) {
        return Scales.of(result).filter(scale::equals).isPresent() || Scales.isOpen(result);
    }

    private SidedMovement item(StrengthResult result) {
        return new SidedMovement(
                result.item().system().equals(items) ? result.item().code() : "", result.side());
    }

    /** The same grade recorded twice is one grade, the one that was stored first. */
    ExamScore of(ExamResults exam, HalfGrades policy) {
        List<Counted> counted = new ArrayList<>();
        List<Missing> missing = new ArrayList<>();
        for (SidedMovement item : expected()) {
            List<StrengthResult> found = exam.results().stream()
                    .filter(result -> item(result).equals(item))
                    .toList();
            List<StrengthResult> onScale =
                    found.stream().filter(this::isOnScale).toList();
            if (onScale.isEmpty()) {
                List<StrengthResult> others = found.stream()
                        .filter(result -> result.grade().isPresent())
                        .toList();
                missing.add(new Missing(item, others.isEmpty() ? Reason.NO_GRADE : Reason.OTHER_SCALE, others));
            } else if (onScale.stream().map(this::said).distinct().count() > 1) {
                missing.add(new Missing(item, Reason.AMBIGUOUS, onScale));
            } else {
                judge(item, onScale, policy, counted, missing);
            }
        }
        return new ExamScore(code, counted, missing);
    }

    /** Whatever says that it was not testable says the same: NT with stars or without, or no value and a reason. */
    private Optional<Grade> said(StrengthResult result) {
        return result.grade()
                .filter(grade ->
                        recipe.points().containsKey(grade) || half(grade).isPresent());
    }

    private void judge(
            SidedMovement item,
            List<StrengthResult> same,
            HalfGrades policy,
            List<Counted> counted,
            List<Missing> missing) {
        StrengthResult result = same.get(0);
        Optional<Grade> grade = result.grade();
        Integer points = grade.map(recipe.points()::get).orElse(null);
        Optional<MrcGrade> half = grade.flatMap(ScoreOfExam::half);
        if (grade.isPresent() && points != null) {
            counted.add(new Counted(item, result, grade.get(), points, false));
        } else if (grade.isPresent() && half.isPresent() && policy == HalfGrades.TRUNCATE) {
            counted.add(new Counted(
                    item, result, grade.get(), half.get().memorandumGrade().points(), true));
        } else {
            missing.add(new Missing(item, half.isPresent() ? Reason.HALF_GRADE : Reason.NOT_TESTABLE, same));
        }
    }

    private static Optional<MrcGrade> half(Grade grade) {
        return Objects.equals(grade.scale(), "mrc-muscle-grade")
                ? MrcGrade.ofCode(grade.code()).filter(one -> !one.isWhole())
                : Optional.empty();
    }
}
