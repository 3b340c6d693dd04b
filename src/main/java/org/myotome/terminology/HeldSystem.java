package org.myotome.terminology;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;

/**
 * A code system in memory, indexed by code. What lies above what is said by nested concepts and by the property
 * {@code parent} (R4, concept-properties).
 */
final class HeldSystem implements TerminologySystem {

    private static final int NAMED_CODES = 60;

    private final CodeSystem source;
    private final Map<String, ConceptDefinitionComponent> concepts = new LinkedHashMap<>();
    private final Map<String, List<String>> parents = new HashMap<>();
    private final Map<String, List<String>> children = new HashMap<>();
    private final Map<String, String> inLowerCase = new HashMap<>();

    HeldSystem(CodeSystem source) {
        this.source = source;
        source.getConcept().forEach(this::add);
        concepts.values()
                .forEach(concept -> ConceptFacts.values(source, concept, "parent")
                        .forEach(parent -> join(parent, concept.getCode())));
        if (source.hasCaseSensitive() && !source.getCaseSensitive()) {
            concepts.keySet().forEach(code -> inLowerCase.putIfAbsent(code.toLowerCase(Locale.ROOT), code));
        }
    }

    private void add(ConceptDefinitionComponent concept) {
        concepts.putIfAbsent(concept.getCode(), concept);
        for (var child : concept.getConcept()) {
            join(concept.getCode(), child.getCode());
            add(child);
        }
    }

    private void join(String parent, String child) {
        var known = parents.computeIfAbsent(child, any -> new ArrayList<>());
        if (!known.contains(parent)) {
            known.add(parent);
            children.computeIfAbsent(parent, any -> new ArrayList<>()).add(child);
        }
    }

    @Override
    public CodeSystem source() {
        return source;
    }

    @Override
    public Optional<ConceptDefinitionComponent> find(String code) {
        return Optional.ofNullable(concepts.get(code))
                .or(() -> Optional.ofNullable(inLowerCase.get(code.toLowerCase(Locale.ROOT)))
                        .map(concepts::get));
    }

    @Override
    public Stream<ConceptDefinitionComponent> concepts() {
        return concepts.values().stream();
    }

    @Override
    public boolean isBelow(String code, String ancestor) {
        Set<String> seen = new HashSet<>();
        var open = new ArrayDeque<>(parents.getOrDefault(code, List.of()));
        while (!open.isEmpty()) {
            var parent = open.pop();
            if (parent.equals(ancestor)) {
                return true;
            }
            if (seen.add(parent)) {
                open.addAll(parents.getOrDefault(parent, List.of()));
            }
        }
        return false;
    }

    @Override
    public Stream<ConceptDefinitionComponent> parents(String code) {
        return of(parents.getOrDefault(code, List.of()));
    }

    @Override
    public Stream<ConceptDefinitionComponent> children(String code) {
        return of(children.getOrDefault(code, List.of()));
    }

    private Stream<ConceptDefinitionComponent> of(List<String> codes) {
        return codes.stream().flatMap(code -> find(code).stream());
    }

    @Override
    public String allowed() {
        var named = concepts.keySet().stream().limit(NAMED_CODES).collect(Collectors.joining(", "));
        return "Its codes are: " + named
                + (concepts.size() > NAMED_CODES
                        ? " and " + (concepts.size() - NAMED_CODES)
                                + " others; ValueSet/$expand with filter finds them."
                        : ".");
    }
}
