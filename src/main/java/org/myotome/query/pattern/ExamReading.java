package org.myotome.query.pattern;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.myotome.query.pattern.PatternTable.Scale;
import org.myotome.storage.projection.StrengthResult;
import org.myotome.strength.Grade;
import org.myotome.strength.Side;
import org.myotome.strength.SidedMovement;

/**
 * Says which grades of an exam are weak, on one scale: that of most grades. Scales are never mixed, since a weak movement of
 * one and a strong one of another are no comparison.
 *
 * @param scale empty if no grade is on a scale whose normal is known
 * @param findings one for each grade of the scale and each movement without a value
 */
record ExamReading(Exam exam, Optional<String> scale, List<Finding> findings) {

    ExamReading {
        findings = List.copyOf(findings);
    }

    static ExamReading of(Exam exam, PatternTable table, Anatomy anatomy) {
        Map<String, Long> counts = exam.scales();
        Optional<Scale> scale = table.scales().stream()
                .filter(known -> counts.containsKey(known.scale()))
                // The first of those with most grades.
                .sorted(Comparator.comparing((Scale known) -> -counts.get(known.scale())))
                .findFirst();
        return new ExamReading(
                exam,
                scale.map(Scale::scale),
                scale.map(known -> read(exam, known, anatomy)).orElse(List.of()));
    }

    private static List<Finding> read(Exam exam, Scale scale, Anatomy anatomy) {
        Map<SidedMovement, List<Finding>> byMovement = new LinkedHashMap<>();
        for (StrengthResult result : exam.grades()) {
            Optional<Grade> grade = result.grade();
            if (grade.isEmpty() || grade.get().scale().equals(scale.scale())) {
                anatomy.movement(result.item().code())
                        .map(movement -> finding(result, movement, scale))
                        .ifPresent(finding -> byMovement
                                .computeIfAbsent(
                                        new SidedMovement(finding.movement().code(), finding.side()),
                                        any -> new ArrayList<>())
                                .add(finding));
            }
        }
        return byMovement.values().stream()
                .flatMap(same -> agreed(same).stream())
                .toList();
    }

    private static Finding finding(StrengthResult result, Movement movement, Scale scale) {
        // A limb without a side is no place: nothing may be guessed from it.
        boolean placed = movement.region() == Region.NECK || result.side() != Side.NONE;
        Reading reading = result.grade()
                .filter(grade -> placed && !scale.unclear().contains(grade.code()))
                .map(grade -> scale.normal().contains(grade.code()) ? Reading.NORMAL : Reading.WEAK)
                .orElse(Reading.UNKNOWN);
        return new Finding(
                result.row(),
                movement,
                result.side(),
                reading,
                result.amount().orElse(0),
                result.grade().map(grade -> scale.step(grade.code())).orElse(-1),
                scale.apart());
    }

    /** What was tested twice with another result says nothing; with the same, the worse grade stands for it. */
    private static List<Finding> agreed(List<Finding> same) {
        List<Finding> known = same.stream()
                .filter(finding -> finding.reading() != Reading.UNKNOWN)
                .toList();
        if (known.stream().map(Finding::reading).distinct().count() > 1) {
            return same.stream().map(ExamReading::unknown).toList();
        }
        Optional<Finding> worst = known.stream().min(Comparator.comparing(Finding::order));
        return same.stream()
                .filter(finding -> worst.isEmpty() || finding.equals(worst.get()))
                .toList();
    }

    private static Finding unknown(Finding finding) {
        return new Finding(
                finding.row(),
                finding.movement(),
                finding.side(),
                Reading.UNKNOWN,
                finding.order(),
                finding.step(),
                finding.apart());
    }
}
