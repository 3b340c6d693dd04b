package org.myotome.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.myotome.guide.StrengthCodes;
import org.myotome.storage.projection.Code;
import org.myotome.storage.projection.Standing;
import org.myotome.storage.projection.StrengthResult;

/**
 * What was found at one exam of one patient: the members of a panel, or what has no panel and the same time, to the
 * millisecond, or the same partial date or period. Nothing else is taken for one exam.
 *
 * @param panel the row of the panel, if there is one
 * @param start of the panel, else of the results
 * @param results at least one, those stored first first
 */
public record ExamResults(OptionalLong panel, Instant start, Instant end, List<StrengthResult> results) {

    /** What a panel is called where the projection names what was measured. */
    public static final Code PANEL = new Code(StrengthCodes.MEASURE, "strength-exam");

    private static final Comparator<ExamResults> BY_TIME = Comparator.comparing(ExamResults::start)
            .thenComparing(ExamResults::end)
            .thenComparing(exam -> exam.results().get(0).row());

    private record Key(OptionalLong panel, Instant start, Instant end) {}

    public ExamResults {
        results = results.stream()
                .sorted(Comparator.comparing(StrengthResult::row))
                .toList();
    }

    /**
     * The exams of a patient, the earliest first.
     *
     * @param all results of the patient, panels among them
     * @param standings those that count; whether a panel is preliminary does not matter
     */
    public static List<ExamResults> of(Collection<StrengthResult> all, Set<Standing> standings) {
        Map<Long, StrengthResult> panels = new HashMap<>();
        Map<Key, List<StrengthResult>> exams = new LinkedHashMap<>();
        for (StrengthResult result : all) {
            if (result.item().equals(PANEL)) {
                panels.put(result.row(), result);
            } else if (standings.contains(result.standing())) {
                Key key = result.exam().isPresent()
                        ? new Key(result.exam(), Instant.MIN, Instant.MIN)
                        : new Key(OptionalLong.empty(), result.start(), result.end());
                exams.computeIfAbsent(key, any -> new ArrayList<>()).add(result);
            }
        }
        return exams.entrySet().stream()
                .map(exam -> of(exam.getKey(), exam.getValue(), panels))
                .sorted(BY_TIME)
                .toList();
    }

    private static ExamResults of(Key key, List<StrengthResult> results, Map<Long, StrengthResult> panels) {
        StrengthResult panel = key.panel().isPresent() ? panels.get(key.panel().getAsLong()) : null;
        return panel == null
                ? new ExamResults(
                        key.panel(),
                        results.stream()
                                .map(StrengthResult::start)
                                .min(Instant::compareTo)
                                .orElseThrow(),
                        results.stream()
                                .map(StrengthResult::end)
                                .max(Instant::compareTo)
                                .orElseThrow(),
                        results)
                : new ExamResults(key.panel(), panel.start(), panel.end(), results);
    }

    /** Whether a row is its panel or one of its results. */
    public boolean has(long row) {
        return panel.orElse(-1) == row || results.stream().anyMatch(result -> result.row() == row);
    }
}
