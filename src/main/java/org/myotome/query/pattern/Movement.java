package org.myotome.query.pattern;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What is known of a tested movement.
 *
 * @param code of CodeSystem {@code tested-movement}
 * @param nerves each of which supplies some of its muscles, by name
 * @param roots all that a source names, such as C5
 * @param keyRoots whose key movement it is in the international standards for spinal cord injury
 * @param screening whether it is one of the movements of the MRC sum score, which stand for their limb
 */
record Movement(
        String code,
        String display,
        Region region,
        Part part,
        Set<String> nerves,
        List<String> roots,
        Set<String> keyRoots,
        boolean screening) {

    Movement {
        nerves = Set.copyOf(nerves);
        roots = List.copyOf(roots);
        keyRoots = Set.copyOf(keyRoots);
    }

    boolean hasRoot(String root) {
        return roots.contains(root);
    }

    boolean sharesRoot(Movement other) {
        return roots.stream().anyMatch(other::hasRoot);
    }

    boolean isSuppliedBy(Collection<String> some) {
        return nerves.stream().anyMatch(some::contains);
    }

    boolean isSuppliedOnlyBy(Collection<String> some) {
        return some.containsAll(nerves);
    }
}
