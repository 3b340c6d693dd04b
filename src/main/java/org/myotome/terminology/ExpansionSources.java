package org.myotome.terminology;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ValueSet;

/**
 * What an expansion was made of.
 *
 * @param valueSet the one that was asked for
 * @param systems  the code systems, each in the versions that were used, as far as they are held
 * @param imports  the value sets that were imported, those that it contains left out
 * @param choices  the versions that count by a parameter of the request
 */
record ExpansionSources(
        ValueSet valueSet, List<TerminologySystem> systems, List<ValueSet> imports, List<VersionChoice> choices) {

    static ExpansionSources of(Terminology terminology, ValueSet valueSet) {
        var used = new ValueSetImports(terminology).used(valueSet);
        var sets = used.stream()
                .flatMap(ValueSetImports::sets)
                .filter(set -> set.hasSystem())
                .toList();
        Map<String, TerminologySystem> systems = new TreeMap<>();
        List<VersionChoice> choices = new ArrayList<>();
        for (var set : sets) {
            var choice = terminology.systems().choose(set.getSystem(), set.getVersion());
            terminology.systems().held(choice, null).ifPresent(held -> systems.put(held.canonical(), held));
            choices.add(choice);
        }
        var contained =
                used.stream().flatMap(set -> set.getContained().stream()).collect(Collectors.toSet());
        return new ExpansionSources(
                valueSet,
                List.copyOf(systems.values()),
                used.stream()
                        .filter(set -> set != valueSet && !contained.contains(set))
                        .toList(),
                choices.stream().distinct().toList());
    }

    /** The code systems of which the definition, or what was used, has several versions; their codes must tell theirs. */
    Set<String> mixed() {
        return Stream.concat(
                        repeated(systems.stream().map(TerminologySystem::url)),
                        repeated(choices.stream()
                                .filter(choice -> choice.said() != null)
                                .map(VersionChoice::system)))
                .collect(Collectors.toSet());
    }

    private static Stream<String> repeated(Stream<String> systems) {
        return systems.collect(Collectors.groupingBy(system -> system, Collectors.counting())).entrySet().stream()
                .filter(versions -> versions.getValue() > 1)
                .map(Map.Entry::getKey);
    }

    List<TerminologySystem> fragments() {
        return systems.stream().filter(SystemJudge::isFragment).toList();
    }

    /** Whether a code was taken for the same as that of another version. */
    boolean versionsMatched() {
        var includes = valueSet.getCompose().getInclude().stream()
                .map(set -> set.getSystem())
                .toList();
        return ExpansionSettings.versionsMatch(valueSet)
                .orElseGet(() -> valueSet.getCompose().getExclude().stream()
                        .anyMatch(set -> set.hasVersion()
                                && mixed().contains(set.getSystem())
                                && includes.stream()
                                                .filter(set.getSystem()::equals)
                                                .count()
                                        == 1));
    }
}
