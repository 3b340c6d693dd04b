package org.myotome.validation.acceptor;

import java.util.List;
import java.util.function.Predicate;

/** Holds an element against the rules of one definition. */
final class RulesCheck {

    private static final String BASE = "http://hl7.org/fhir/StructureDefinition/";

    private final Codes codes;
    private final Library library;
    private final Targets targets;

    RulesCheck(Codes codes, Library library, Profiles profiles) {
        this.codes = codes;
        this.library = library;
        this.targets = new Targets(codes, library, profiles);
    }

    /** @throws Uncertain unless the element certainly keeps the rules */
    void check(Item item, Rules rules, Scope scope) {
        if (rules.refusal != null) {
            throw new Uncertain(rules.refusal);
        }
        Uncertain.unless(rules.types == null || rules.types.contains(item.type()), "type that a profile forbids");
        for (Predicate<Item> constant : rules.constants) {
            Uncertain.unless(constant.test(item), "fixed value or pattern");
        }
        if (rules.binding != null) {
            checkBinding(item, rules.binding, scope);
        }
        if (rules.targets != null && item.type().equals("Reference")) {
            checkTarget(item, rules, scope);
        }
        checkChildren(item, rules, scope);
        checkInvariants(item, rules, scope);
        if (!rules.profiles.isEmpty() && rules.profiles.containsKey(item.type())) {
            check(item, library.rules(rules.profiles.get(item.type())), scope);
        }
    }

    private void checkBinding(Item item, Binding binding, Scope scope) {
        if (binding.holds(item, codes)) {
            if (binding.outweighs()) {
                scope.outside().remove(item);
            }
        } else {
            if (!binding.leavesRoomFor(item, codes)) {
                throw new Uncertain("binding of " + item.name());
            }
            scope.outside().add(item);
        }
    }

    private static void checkInvariants(Item item, Rules rules, Scope scope) {
        if (!rules.invariants.isEmpty()) {
            Focus focus = new Focus(scope.resource(), item, item);
            List<Object> input = List.of(item);
            for (Path invariant : rules.invariants) {
                Uncertain.unless(Boolean.TRUE.equals(Values.truth(invariant.evaluate(focus, input))), "invariant");
            }
        }
    }

    private void checkChildren(Item item, Rules rules, Scope scope) {
        rules.children.forEach((name, child) -> {
            int count = 0;
            for (Item one : item.children()) {
                if (one.name().equals(name)) {
                    count++;
                    check(one, child, scope);
                }
            }
            Uncertain.unless(count >= child.least && count <= child.most, "cardinality");
            if (!child.slices.isEmpty()) {
                checkSlices(item, name, child, scope);
            }
        });
    }

    private void checkSlices(Item parent, String name, Rules sliced, Scope scope) {
        int[] counts = new int[sliced.slices.size()];
        for (Item one : parent.children()) {
            if (one.name().equals(name)) {
                int found = -1;
                for (int i = 0; i < counts.length; i++) {
                    if (sliced.slices.get(i).belongs().test(one)) {
                        Uncertain.unless(found < 0, "element of two slices");
                        found = i;
                        counts[i]++;
                    }
                }
                if (found >= 0) {
                    check(one, sliced.slices.get(found).rules(), scope);
                } else {
                    Uncertain.unless(!sliced.closed, "element of no slice");
                }
            }
        }
        for (int i = 0; i < counts.length; i++) {
            Rules slice = sliced.slices.get(i).rules();
            Uncertain.unless(counts[i] >= slice.least && counts[i] <= slice.most, "cardinality of a slice");
        }
    }

    private void checkTarget(Item reference, Rules rules, Scope scope) {
        String url = reference.text("reference");
        Item target = url == null ? null : scope.bundled().resolve(url, scope.fullUrl());
        if (target != null && !rules.targets.isEmpty() && !rules.targets.contains(BASE + "Resource")) {
            targets.check(target, rules.targets);
        }
    }
}
