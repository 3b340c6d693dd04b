package org.myotome.query.pattern;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the rules know of the body. Immutable. */
final class Anatomy {

    private final Map<String, Movement> items;
    private final Map<Region, List<String>> roots;
    private final Nerves nerves;
    private final List<Plexus> plexuses;
    private final Map<Region, List<Movement>> movements = new EnumMap<>(Region.class);
    private final Map<Region, List<String>> nerveNames = new EnumMap<>(Region.class);

    /**
     * @param items movements by the codes that a grade can have: of movements and of key muscles
     * @param roots those that can be told apart, from above, of arm and leg
     */
    Anatomy(Map<String, Movement> items, Map<Region, List<String>> roots, Nerves nerves, List<Plexus> plexuses) {
        this.items = Map.copyOf(items);
        this.roots = Map.copyOf(roots);
        this.nerves = nerves;
        this.plexuses = List.copyOf(plexuses);
        for (Region region : Region.values()) {
            movements.put(
                    region,
                    items.values().stream()
                            .filter(movement -> movement.region() == region)
                            .distinct()
                            .toList());
            nerveNames.put(region, names(region));
        }
    }

    private List<String> names(Region region) {
        Collection<String> names = new TreeSet<>();
        movements(region)
                .forEach(movement -> movement.nerves().stream()
                        .filter(name -> !name.endsWith("plexus"))
                        .forEach(names::add));
        nerves.trunks().stream()
                .filter(trunk ->
                        movements(region).stream().anyMatch(movement -> movement.isSuppliedBy(nerves.with(trunk))))
                .forEach(names::add);
        return List.copyOf(names);
    }

    Optional<Movement> movement(String item) {
        return Optional.ofNullable(items.get(item));
    }

    /** In the order of their code system. */
    List<Movement> movements(Region region) {
        return movements.getOrDefault(region, List.of());
    }

    List<String> roots(Region region) {
        return roots.getOrDefault(region, List.of());
    }

    /** The roots beside a root, in its limb. */
    List<String> neighbours(Region region, String root) {
        List<String> order = roots(region);
        int place = order.indexOf(root);
        return Stream.of(place - 1, place + 1)
                .filter(other -> other >= 0 && other < order.size())
                .map(order::get)
                .toList();
    }

    Nerves nerves() {
        return nerves;
    }

    /** The nerves of a limb that have a name of their own, trunks included. What is a plexus is no nerve. */
    List<String> nerves(Region region) {
        return nerveNames.getOrDefault(region, List.of());
    }

    List<Plexus> plexuses() {
        return plexuses;
    }

    Plexus plexus(String code) {
        return plexuses.stream()
                .filter(plexus -> plexus.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no plexus " + code));
    }
}
