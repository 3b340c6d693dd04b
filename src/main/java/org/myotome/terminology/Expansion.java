package org.myotome.terminology;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The members of a value set, in the order of their definition and each once. Immutable. */
final class Expansion {

    private final Map<TerminologyCode, ExpansionMember> members;

    private Expansion(Map<TerminologyCode, ExpansionMember> members) {
        this.members = Collections.unmodifiableMap(members);
    }

    /** Of two members with the same code the first stays. */
    static Expansion of(Stream<ExpansionMember> members) {
        return new Expansion(members.collect(Collectors.toMap(
                ExpansionMember::code, member -> member, (first, second) -> first, LinkedHashMap::new)));
    }

    Stream<ExpansionMember> members() {
        return members.values().stream();
    }

    Optional<ExpansionMember> find(String system, String code) {
        return Optional.ofNullable(members.get(new TerminologyCode(system, code)));
    }

    boolean contains(ExpansionMember member) {
        return members.containsKey(member.code());
    }

    /** The code systems that the members come from, each in the versions that were used, as far as they are held. */
    List<TerminologySystem> heldSystems() {
        Map<String, TerminologySystem> systems = new TreeMap<>();
        members().flatMap(member -> member.system().stream()).forEach(held -> systems.put(held.canonical(), held));
        return List.copyOf(systems.values());
    }

    Set<String> systems() {
        return members.keySet().stream().map(TerminologyCode::system).collect(Collectors.toCollection(TreeSet::new));
    }
}
