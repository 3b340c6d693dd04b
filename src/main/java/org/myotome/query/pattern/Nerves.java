package org.myotome.query.pattern;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Which nerve is a branch of which. */
final class Nerves {

    private final Map<String, List<String>> branches;
    private final Map<String, String> trunkOf = new HashMap<>();

    /** @param branches of each nerve that has some */
    Nerves(Map<String, List<String>> branches) {
        this.branches = Map.copyOf(branches);
        branches.forEach((trunk, parts) -> parts.forEach(branch -> trunkOf.put(branch, trunk)));
    }

    /** The nerves that divide. */
    Set<String> trunks() {
        return branches.keySet();
    }

    List<String> branches(String nerve) {
        return branches.getOrDefault(nerve, List.of());
    }

    /** A nerve with all its branches. */
    Set<String> with(String nerve) {
        Set<String> all = new HashSet<>(Set.of(nerve));
        branches(nerve).forEach(branch -> all.addAll(with(branch)));
        return all;
    }

    /** The nerve that a lesion high up would be one of: sciatic for all its branches. */
    String trunk(String nerve) {
        return trunkOf.containsKey(nerve) ? trunk(trunkOf.get(nerve)) : nerve;
    }

    /** The named nerve of a branch near its muscle: common peroneal for the deep and the superficial one. */
    String named(String nerve) {
        String trunk = trunkOf.getOrDefault(nerve, nerve);
        return trunkOf.containsKey(trunk) ? trunk : nerve;
    }

    /** Whether there are two findings that no nerve has in common. */
    boolean differ(Collection<Finding> findings, UnaryOperator<String> level) {
        return findings.stream()
                .anyMatch(
                        one -> findings.stream().anyMatch(other -> areApart(one.movement(), other.movement(), level)));
    }

    boolean areApart(Movement one, Movement other, UnaryOperator<String> level) {
        return one.nerves().stream()
                .map(level)
                .noneMatch(nerve -> other.nerves().stream().map(level).anyMatch(nerve::equals));
    }
}
