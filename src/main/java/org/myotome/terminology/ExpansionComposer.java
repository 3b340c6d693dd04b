package org.myotome.terminology;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptReferenceComponent;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;
import org.jspecify.annotations.Nullable;
import org.myotome.RequestProblem;

/**
 * Turns the definition of a value set into its members (R4, ValueSet.compose: several includes are joined, the parts of
 * one include are intersected, excludes are taken away). What cannot be expanded completely is 422: a shorter list than
 * the definition means would be wrong without a sign of it.
 */
final class ExpansionComposer {

    private final Terminology terminology;
    private final BiFunction<ValueSet, CanonicalType, Expansion> imports;
    private final @Nullable SoughtCode only;
    private final boolean strict;

    private ExpansionComposer(
            Terminology terminology,
            BiFunction<ValueSet, CanonicalType, Expansion> imports,
            @Nullable SoughtCode only,
            boolean strict) {
        this.terminology = terminology;
        this.imports = imports;
        this.only = only;
        this.strict = strict;
    }

    /**
     * @param imports the expansion of a value set that another one imports
     * @param strict  whether a listed code that its system lacks is a fault; otherwise it is no member (R4, $expand)
     */
    static ExpansionComposer whole(
            Terminology terminology, BiFunction<ValueSet, CanonicalType, Expansion> imports, boolean strict) {
        return new ExpansionComposer(terminology, imports, null, strict);
    }

    /** Answers only whether one code is a member, without going through a system that may have a million. */
    static ExpansionComposer only(
            SoughtCode code, Terminology terminology, BiFunction<ValueSet, CanonicalType, Expansion> imports) {
        return new ExpansionComposer(terminology, imports, code, false);
    }

    Expansion compose(ValueSet valueSet) {
        var compose = valueSet.getCompose();
        if (compose.getInclude().isEmpty()) {
            throw RequestProblem.unprocessable("The value set has no compose.include, so nothing says what is in it.");
        }
        var excluded =
                compose.getExclude().stream().map(set -> part(valueSet, set)).toList();
        var activeOnly = compose.hasInactive() && !compose.getInactive();
        var included = Expansion.of(compose.getInclude().stream()
                .map(set -> part(valueSet, set))
                .flatMap(Expansion::members)
                .filter(member -> !(activeOnly && member.inactive())));
        var match = ExpansionSettings.versionsMatch(valueSet);
        var mixed = excluded.isEmpty() ? Set.<String>of() : mixed(valueSet);
        var left = Expansion.of(included.members()
                .filter(member -> excluded.stream()
                        .noneMatch(part ->
                                match.orElse(!mixed.contains(member.code().system()))
                                        ? part.contains(member)
                                        : part.containsVersion(member))));
        return match.orElse(false) ? left.merged() : left;
    }

    /** The systems of which includes draw on several versions; there an exclude means codes of its own version only. */
    private Set<String> mixed(ValueSet valueSet) {
        var versions = terminology.members().places(valueSet).stream()
                .flatMap(set -> terminology.systems().newest(set.getSystem(), set.getVersion()).stream())
                .collect(Collectors.groupingBy(
                        TerminologySystem::url, Collectors.mapping(TerminologySystem::canonical, Collectors.toSet())));
        versions.values().removeIf(canonicals -> canonicals.size() < 2);
        return versions.keySet();
    }

    private Expansion part(ValueSet valueSet, ConceptSetComponent set) {
        var parts = Stream.concat(
                        set.hasSystem() ? Stream.of(ofSystem(valueSet, set)) : Stream.empty(),
                        set.getValueSet().stream().map(canonical -> imports.apply(valueSet, canonical)))
                .toList();
        if (parts.isEmpty()) {
            throw RequestProblem.unprocessable("An include or exclude has neither system nor valueSet.");
        }
        return Expansion.of(parts.get(0).members().filter(inAll(parts)));
    }

    private static Predicate<ExpansionMember> inAll(List<Expansion> parts) {
        return member -> parts.stream().allMatch(part -> part.contains(member));
    }

    private Expansion ofSystem(ValueSet valueSet, ConceptSetComponent set) {
        var choice = terminology.systems().choose(set.getSystem(), set.getVersion());
        var held = only == null
                ? terminology.systems().find(set.getSystem(), set.getVersion())
                : terminology.systems().held(choice, only.version());
        if (held.isEmpty() && terminology.systems().holds(set.getSystem())) {
            if (only != null) {
                // The version that is not held is told of beside the code.
                return Expansion.of(Stream.empty());
            }
            throw RequestProblem.unprocessable(
                    IssueType.NOTFOUND,
                    CodeWords.unknownVersion(
                            set.getSystem(), choice.wanted(), "the value set cannot be expanded", terminology));
        }
        if (set.hasConcept()) {
            return Expansion.of(set.getConcept().stream()
                    .filter(reference -> isAsked(set.getSystem(), reference.getCode(), held))
                    .flatMap(reference -> listed(valueSet, set.getSystem(), reference, held).stream()));
        }
        if (held.isEmpty() && only != null) {
            // Whether its codes are members cannot be known; that the system is not held is said of a code that is one.
            return Expansion.of(Stream.empty());
        }
        var system = held.orElseThrow(() -> RequestProblem.unprocessable("The concepts of " + set.getSystem()
                + " are not held here, so they must be listed one by one. Held systems are: "
                + String.join(", ", terminology.systems().urls()) + "."));
        return Expansion.of(
                candidates(system).filter(filters(system, set)).map(concept -> ExpansionMember.of(system, concept)));
    }

    private boolean isAsked(String system, String code, Optional<TerminologySystem> held) {
        return only == null
                || only.system().equals(system)
                        && (only.code().equals(code)
                                || held.flatMap(known -> known.find(only.code()))
                                        .filter(concept -> concept.getCode().equals(code))
                                        .isPresent());
    }

    private Stream<ConceptDefinitionComponent> candidates(TerminologySystem system) {
        if (only == null) {
            return system.concepts();
        }
        return only.system().equals(system.url()) ? system.find(only.code()).stream() : Stream.empty();
    }

    private Optional<ExpansionMember> listed(
            ValueSet valueSet, String url, ConceptReferenceComponent reference, Optional<TerminologySystem> held) {
        if (held.isEmpty()) {
            return Optional.of(ExpansionMember.foreign(url, reference, valueSet.getLanguage()));
        }
        var system = held.get();
        var concept = system.find(reference.getCode());
        if (concept.isEmpty() && strict) {
            throw RequestProblem.unprocessable("Code \"" + reference.getCode() + "\" is not in " + url + ".");
        }
        return concept.map(known -> ExpansionMember.of(system, known).listed(reference, valueSet.getLanguage()));
    }

    private static Predicate<ConceptDefinitionComponent> filters(TerminologySystem system, ConceptSetComponent set) {
        return set.getFilter().stream()
                .map(filter -> ExpansionFilter.of(system, filter))
                .reduce(Predicate::and)
                .orElse(any -> true);
    }
}
