package org.myotome.terminology;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The members of a value set, in the order of their definition and each once. A code is there more than once, the newest first,
 * if the value set draws on several versions of its code system. Immutable.
 */
final class Expansion {

    private static final Comparator<ExpansionMember> NEWEST_FIRST = Comparator.comparing(
                    (ExpansionMember member) -> String.valueOf(member.version()), TerminologyVersions.OLDEST_FIRST)
            .reversed();

    private final Map<TerminologyCode, List<ExpansionMember>> members;

    private Expansion(Map<TerminologyCode, List<ExpansionMember>> members) {
        this.members = Collections.unmodifiableMap(members);
    }

    /** Of two members with the same code and version the first stays. */
    static Expansion of(Stream<ExpansionMember> members) {
        Map<TerminologyCode, List<ExpansionMember>> byCode = new LinkedHashMap<>();
        members.forEach(member -> {
            var versions = byCode.computeIfAbsent(member.code(), any -> new ArrayList<>(1));
            if (versions.stream().noneMatch(other -> Objects.equals(other.version(), member.version()))) {
                versions.add(member);
            }
        });
        byCode.values().stream()
                .filter(versions -> versions.size() > 1)
                .forEach(versions -> versions.sort(NEWEST_FIRST));
        return new Expansion(byCode);
    }

    /** Each code once, in its newest version. */
    Expansion merged() {
        return of(members.values().stream().map(versions -> versions.get(0)));
    }

    Stream<ExpansionMember> members() {
        return members.values().stream().flatMap(List::stream);
    }

    Optional<ExpansionMember> find(String system, String code) {
        return find(system, code, null);
    }

    /** @param version of the code system; the first that there is, if null */
    Optional<ExpansionMember> find(String system, String code, @Nullable String version) {
        return members.getOrDefault(new TerminologyCode(system, code), List.of()).stream()
                .filter(member -> member.isOf(version))
                .findFirst();
    }

    /** Whether the code is there, in any version. */
    boolean contains(ExpansionMember member) {
        return members.containsKey(member.code());
    }

    /** Whether the code is there in the same version. */
    boolean containsVersion(ExpansionMember member) {
        return members.getOrDefault(member.code(), List.of()).stream()
                .anyMatch(other -> Objects.equals(other.version(), member.version()));
    }

    Set<String> systems() {
        return members.keySet().stream().map(TerminologyCode::system).collect(Collectors.toCollection(TreeSet::new));
    }
}
