package org.myotome.query.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.myotome.storage.projection.Code;
import org.myotome.storage.projection.Tally;
import org.myotome.strength.Side;

/** Sorts counted results into groups. Values of two scales or of two units never come into one. */
final class Groups {

    private static final Comparator<Tally> SMALLEST_FIRST = Comparator.comparing(
                    (Tally tally) -> tally.amount().orElseThrow())
            .thenComparing(tally -> tally.value().map(Code::code).orElse(""));

    private record Tested(Code item, Optional<Side> side) {}

    private Groups() {}

    /**
     * A result without a value names no scale. It is counted to the scale of its movement and side if there is one scale, and
     * makes a group without a scale otherwise.
     *
     * @param pooled whether the sides make one group
     * @return by item, side and scale
     */
    static List<Group> of(List<Tally> tallies, boolean pooled) {
        Map<Tested, List<Tally>> tested = tallies.stream()
                .collect(Collectors.groupingBy(
                        tally -> new Tested(tally.item(), pooled ? Optional.empty() : Optional.of(tally.side()))));
        return tested.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().item()
                        + entry.getKey()
                                .side()
                                .map(Side::ordinal)
                                .map(String::valueOf)
                                .orElse("")))
                .flatMap(entry -> of(entry.getKey(), entry.getValue()).stream())
                .toList();
    }

    private static List<Group> of(Tested tested, List<Tally> tallies) {
        Map<String, List<Tally>> scales = tallies.stream()
                .filter(tally -> tally.value().isPresent())
                .collect(Collectors.groupingBy(
                        tally -> Scale.of(tally.value()).orElseThrow().name(), TreeMap::new, Collectors.toList()));
        long nowhere =
                count(tallies.stream().filter(tally -> tally.value().isEmpty()).toList());
        List<Group> groups = new ArrayList<>();
        scales.values().forEach(ofScale -> groups.add(group(tested, ofScale, scales.size() == 1 ? nowhere : 0)));
        if (nowhere > 0 && scales.size() != 1) {
            groups.add(new Group(tested.item(), tested.side(), Optional.empty(), List.of(), nowhere));
        }
        return groups;
    }

    private static Group group(Tested tested, List<Tally> ofScale, long nowhere) {
        Map<Boolean, List<Tally>> valued = ofScale.stream()
                .collect(Collectors.partitioningBy(tally -> tally.amount().isPresent()));
        return new Group(
                tested.item(),
                tested.side(),
                Scale.of(ofScale.get(0).value()),
                merged(valued.get(true)),
                nowhere + count(valued.get(false)));
    }

    /** Pooled sides have the same value twice. */
    private static List<Tally> merged(List<Tally> values) {
        record Value(Optional<Code> code, double amount) {}
        return values.stream()
                .collect(Collectors.groupingBy(
                        tally -> new Value(tally.value(), tally.amount().orElseThrow())))
                .values()
                .stream()
                .map(same -> new Tally(
                        same.get(0).item(),
                        same.get(0).side(),
                        same.get(0).value(),
                        same.get(0).amount(),
                        count(same)))
                .sorted(SMALLEST_FIRST)
                .toList();
    }

    private static long count(List<Tally> tallies) {
        return tallies.stream().mapToLong(Tally::count).sum();
    }
}
