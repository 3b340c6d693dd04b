package org.myotome.validation.acceptor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one definition asks of one element, beyond what reading it and the definition of its type ask anyhow. It is filled
 * while a definition is compiled, and read only afterwards.
 */
final class Rules {

    /** The FHIR type that a definition as a whole is about. */
    String about = "";

    /** How often the element may stand in its parent. */
    int least;

    int most = Integer.MAX_VALUE;

    /** Why the acceptor does not know what to make of this element at all. */
    @Nullable
    String refusal;

    /** The types that a profile leaves; null for all that the base definition has. */
    @Nullable
    Set<String> types;

    @Nullable
    Binding binding;

    /** The urls of the resources that a reference may lead to; null for any. */
    @Nullable
    Set<String> targets;

    /** Fixed values and patterns. */
    final List<Predicate<Item>> constants = new ArrayList<>(0);

    final List<Path> invariants = new ArrayList<>(0);

    /** Definitions that a value of a type must meet as well, by type. */
    final Map<String, String> profiles = new HashMap<>(0);

    final List<Slice> slices = new ArrayList<>(0);

    /** Whether an element that fits no slice is an error. */
    boolean closed;

    /** By the name of the element; one of another name is free of rules. */
    Map<String, Rules> children = new HashMap<>(0);

    /** The elements of a list that belong together, and what is asked of them. */
    record Slice(Predicate<Item> belongs, Rules rules) {}

    /** Leaves out children of which nothing is asked. */
    void prune() {
        prune(Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** @param seen elements that refer to each other share their children */
    private void prune(Set<Map<String, Rules>> seen) {
        if (seen.add(children)) {
            children.values().forEach(child -> child.prune(seen));
            children.values().removeIf(Rules::isVoid);
        }
        slices.forEach(slice -> slice.rules().prune(seen));
    }

    private boolean isVoid() {
        return least == 0
                && most == Integer.MAX_VALUE
                && refusal == null
                && types == null
                && binding == null
                && targets == null
                && constants.isEmpty()
                && invariants.isEmpty()
                && profiles.isEmpty()
                && slices.isEmpty()
                && children.isEmpty();
    }
}
