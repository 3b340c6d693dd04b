package org.myotome.query.lastn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.myotome.storage.projection.Code;
import org.myotome.storage.projection.StrengthResult;
import org.myotome.strength.Side;

/** Chooses the latest results of one patient. */
final class LastResults {

    /** The most recent first; of those that began at the same moment, the one that was stored last. */
    static final Comparator<StrengthResult> NEWEST_FIRST = Comparator.comparing(StrengthResult::start)
            .thenComparing(StrengthResult::row)
            .reversed();

    private record Tested(Code item, Side side) {}

    private LastResults() {}

    /**
     * The most recent results of what was tested on a side. A result whose value is absent is one as well: it is the latest
     * that is known.
     *
     * @param results of one patient
     * @param most of each group; where the last of them and others began at the same moment, these are chosen too
     * @return the most recent first
     */
    static List<StrengthResult> of(List<StrengthResult> results, int most) {
        Map<Tested, List<StrengthResult>> groups = results.stream()
                .sorted(NEWEST_FIRST)
                .collect(Collectors.groupingBy(result -> new Tested(result.item(), result.side())));
        List<StrengthResult> chosen = new ArrayList<>();
        groups.values().forEach(group -> chosen.addAll(latest(group, most)));
        chosen.sort(NEWEST_FIRST);
        return chosen;
    }

    private static List<StrengthResult> latest(List<StrengthResult> group, int most) {
        if (group.size() <= most) {
            return group;
        }
        var oldest = group.get(most - 1).start();
        return group.stream().filter(result -> !result.start().isBefore(oldest)).toList();
    }
}
