package org.myotome.query.pattern;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the rules know of the body.
 *
 * @param items movements by the codes that a grade can have: of movements and of key muscles
 * @param roots those that can be told apart, from above, of arm and leg
 */
record Anatomy(Map<String, Movement> items, Map<Region, List<String>> roots, Nerves nerves, List<Plexus> plexuses) {

    Anatomy {
        items = new LinkedHashMap<>(items);
        roots = Map.copyOf(roots);
        plexuses = List.copyOf(plexuses);
    }

    Optional<Movement> movement(String item) {
        return Optional.ofNullable(items.get(item));
    }

    Collection<Movement> movements(Region region) {
        return items.values().stream()
                .filter(movement -> movement.region() == region)
                .distinct()
                .toList();
    }

    /** The roots beside a root, in its limb. */
    List<String> neighbours(Region region, String root) {
        List<String> order = roots.getOrDefault(region, List.of());
        int place = order.indexOf(root);
        return Stream.of(place - 1, place + 1)
                .filter(other -> other >= 0 && other < order.size())
                .map(order::get)
                .toList();
    }

    /** The nerves of a limb that have a name of their own, trunks included. What is a plexus is no nerve. */
    Collection<String> nerves(Region region) {
        Collection<String> names = new TreeSet<>();
        movements(region)
                .forEach(movement -> movement.nerves().stream()
                        .filter(name -> !name.endsWith("plexus"))
                        .forEach(names::add));
        nerves.trunks().stream()
                .filter(trunk ->
                        movements(region).stream().anyMatch(movement -> movement.isSuppliedBy(nerves.with(trunk))))
                .forEach(names::add);
        return names;
    }

    Plexus plexus(String code) {
        return plexuses.stream()
                .filter(plexus -> plexus.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no plexus " + code));
    }
}
