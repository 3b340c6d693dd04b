package org.myotome.terminology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.ValueSet.ValueSetExpansionComponent;
import org.hl7.fhir.r4.model.ValueSet.ValueSetExpansionContainsComponent;

/**
 * The members of an expansion, each below the nearest of its ancestors that is a member too (R4, contains.contains). Codes
 * that the value set lists one by one keep the order of that list and stand alone.
 */
final class ExpansionTree {

    private record Place(String system, String version, String code) {}

    private final Map<Place, ExpansionMember> members = new LinkedHashMap<>();
    private final List<ExpansionMember> tops = new ArrayList<>();
    private final Map<Place, List<ExpansionMember>> children = new HashMap<>();

    private ExpansionTree(List<ExpansionMember> all) {
        all.stream()
                .filter(member -> member.reference().isEmpty())
                .forEach(member -> members.put(place(member), member));
        for (var member : all) {
            above(member)
                    .ifPresentOrElse(
                            parent -> children.computeIfAbsent(place(parent), any -> new ArrayList<>())
                                    .add(member),
                            () -> tops.add(member));
        }
    }

    static ExpansionTree of(List<ExpansionMember> members) {
        return new ExpansionTree(members);
    }

    void addTo(ValueSetExpansionComponent page, ExpansionForm form) {
        tops.forEach(member -> page.addContains(branch(member, form)));
    }

    private ValueSetExpansionContainsComponent branch(ExpansionMember member, ExpansionForm form) {
        var shown = form.shown(member);
        children.getOrDefault(place(member), List.of()).forEach(child -> shown.addContains(branch(child, form)));
        return shown;
    }

    private Optional<ExpansionMember> above(ExpansionMember member) {
        if (member.reference().isPresent() || member.system().isEmpty()) {
            return Optional.empty();
        }
        Set<String> seen = new HashSet<>(Set.of(member.code().code()));
        var open = parents(member, member.code().code());
        while (!open.isEmpty()) {
            for (var code : open) {
                var parent = members.get(place(member, code));
                if (parent != null && !isBelow(parent, member)) {
                    return Optional.of(parent);
                }
            }
            open = open.stream()
                    .filter(seen::add)
                    .flatMap(code -> parents(member, code).stream())
                    .toList();
        }
        return Optional.empty();
    }

    /** In a system whose hierarchy goes in a circle, no code may be below itself. */
    private static boolean isBelow(ExpansionMember one, ExpansionMember other) {
        return one.system()
                .orElseThrow()
                .isBelow(one.code().code(), other.code().code());
    }

    private static List<String> parents(ExpansionMember member, String code) {
        return member.system()
                .orElseThrow()
                .parents(code)
                .map(parent -> parent.getCode())
                .toList();
    }

    private static Place place(ExpansionMember member) {
        return place(member, member.code().code());
    }

    private static Place place(ExpansionMember member, String code) {
        return new Place(member.code().system(), String.valueOf(member.version()), code);
    }
}
