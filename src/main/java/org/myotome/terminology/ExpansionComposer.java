package org.myotome.terminology;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptReferenceComponent;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.r4.model.ValueSet.ValueSetExpansionContainsComponent;
import org.myotome.RequestProblem;

/**
 * Turns the definition of a value set into its members (R4, ValueSet.compose: several includes are joined, the parts of
 * one include are intersected, excludes are taken away). What cannot be expanded completely is 422: a shorter list than
 * the definition means would be wrong without a sign of it.
 */
final class ExpansionComposer {

    private final Map<String, TerminologySystem> systems;
    private final Function<String, Expansion> imports;

    /**
     * @param systems the code systems that are held, by url
     * @param imports the expansion of a value set that is held, by canonical url
     */
    ExpansionComposer(Map<String, TerminologySystem> systems, Function<String, Expansion> imports) {
        this.systems = systems;
        this.imports = imports;
    }

    Expansion compose(ValueSet valueSet) {
        var compose = valueSet.getCompose();
        if (compose.getInclude().isEmpty()) {
            throw RequestProblem.unprocessable("The value set has no compose.include, so nothing says what is in it.");
        }
        var excluded = compose.getExclude().stream().map(this::part).toList();
        var activeOnly = compose.hasInactive() && !compose.getInactive();
        return Expansion.of(compose.getInclude().stream()
                .map(this::part)
                .flatMap(Expansion::members)
                .filter(member -> excluded.stream().noneMatch(part -> part.contains(member)))
                .filter(member -> !(activeOnly && member.getInactive())));
    }

    private Expansion part(ConceptSetComponent set) {
        var parts = Stream.concat(
                        set.hasSystem() ? Stream.of(ofSystem(set)) : Stream.empty(),
                        set.getValueSet().stream().map(canonical -> imports.apply(canonical.getValue())))
                .toList();
        if (parts.isEmpty()) {
            throw RequestProblem.unprocessable("An include or exclude has neither system nor valueSet.");
        }
        return Expansion.of(parts.get(0).members().filter(inAll(parts)));
    }

    private static Predicate<ValueSetExpansionContainsComponent> inAll(List<Expansion> parts) {
        return member -> parts.stream().allMatch(part -> part.contains(member));
    }

    private Expansion ofSystem(ConceptSetComponent set) {
        var held = systems.get(set.getSystem());
        if (held != null && set.hasVersion() && !set.getVersion().equals(held.version())) {
            throw RequestProblem.unprocessable("Version \"" + set.getVersion() + "\" of " + held.url()
                    + " is not held here; " + held.version() + " is.");
        }
        if (set.hasConcept()) {
            return Expansion.of(set.getConcept().stream().map(reference -> listed(set.getSystem(), reference)));
        }
        if (held == null) {
            throw RequestProblem.unprocessable("The concepts of " + set.getSystem()
                    + " are not held here, so they must be listed one by one. Held systems are: "
                    + String.join(", ", systems.keySet()) + ".");
        }
        return Expansion.of(held.concepts().values().stream()
                .filter(filters(held, set))
                .map(concept -> Expansion.member(held.url(), concept)));
    }

    private ValueSetExpansionContainsComponent listed(String system, ConceptReferenceComponent reference) {
        var held = Optional.ofNullable(systems.get(system));
        return Expansion.member(
                system,
                reference,
                held.map(known -> known.find(reference.getCode())
                        .orElseThrow(() -> RequestProblem.unprocessable(
                                "Code \"" + reference.getCode() + "\" is not in " + system + "."))));
    }

    private static Predicate<ConceptDefinitionComponent> filters(TerminologySystem held, ConceptSetComponent set) {
        return set.getFilter().stream()
                .map(filter -> ExpansionFilter.of(held.source(), filter))
                .reduce(Predicate::and)
                .orElse(any -> true);
    }
}
