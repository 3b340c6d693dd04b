package org.myotome.query.pattern;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.myotome.storage.projection.StrengthResult;

/**
 * The grades of one examination.
 *
 * @param panel the row of the Observation that has them as members
 * @param grades of movements and key muscles, those without a value included; the earliest first
 */
record Exam(OptionalLong panel, List<StrengthResult> grades) {

    Exam {
        grades = List.copyOf(grades);
    }

    /** How many grades there are of each scale. */
    Map<String, Long> scales() {
        return grades.stream()
                .flatMap(result -> result.grade().stream())
                .collect(java.util.stream.Collectors.groupingBy(
                        grade -> grade.scale(), java.util.TreeMap::new, java.util.stream.Collectors.counting()));
    }

    boolean has(long row) {
        return panel.orElse(-1) == row || grades.stream().anyMatch(result -> result.row() == row);
    }
}
