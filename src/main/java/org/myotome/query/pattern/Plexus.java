package org.myotome.query.pattern;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A plexus or a trunk of it.
 *
 * @param roots that it consists of
 * @param alsoPrinted a root that some source prints for a muscle of it, such as C4 for the deltoid
 * @param nerves that come from it
 * @param halves the codes of its parts, of which each must be affected
 */
record Plexus(
        String code,
        String display,
        Region region,
        List<String> roots,
        List<String> alsoPrinted,
        Set<String> nerves,
        List<String> halves) {

    /** Whether nothing but this plexus supplies a movement. */
    boolean isCore(Movement movement) {
        return movement.region() == region
                && movement.isSuppliedOnlyBy(nerves)
                && Stream.concat(roots.stream(), alsoPrinted.stream()).toList().containsAll(movement.roots());
    }

    /** Whether this plexus supplies some of a movement. */
    boolean supplies(Movement movement) {
        return movement.region() == region
                && movement.isSuppliedBy(nerves)
                && movement.roots().stream().anyMatch(roots::contains);
    }
}
