package org.myotome.terminology;

import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;
import org.myotome.RequestProblem;

/** Finds the value sets that value sets import. */
record ValueSetImports(Terminology terminology) {

    /** Contained value sets are named by {@code #id}. */
    ValueSet imported(ValueSet importer, CanonicalType canonical) {
        var url = canonical.getValue();
        return url.startsWith("#")
                ? importer.getContained().stream()
                        .filter(ValueSet.class::isInstance)
                        .map(ValueSet.class::cast)
                        .filter(contained ->
                                ("#" + contained.getIdElement().getIdPart().replace("#", "")).equals(url))
                        .findFirst()
                        .orElseThrow(() -> RequestProblem.notFound(
                                "The value set imports " + url + ", but contains no value set with that id."))
                : terminology.valueSets().byCanonical(url, Optional.empty());
    }

    /** The value set and those that it imports, at any depth, as far as they are held. */
    Set<ValueSet> included(ValueSet valueSet) {
        Set<ValueSet> all = new LinkedHashSet<>();
        add(valueSet, all, false);
        return all;
    }

    /** As {@link #included}, with those that only excludes name. */
    Set<ValueSet> used(ValueSet valueSet) {
        Set<ValueSet> all = new LinkedHashSet<>();
        add(valueSet, all, true);
        return all;
    }

    /** Where the includes of a value set, and of those that it imports, draw on code systems. */
    List<ConceptSetComponent> places(ValueSet valueSet) {
        return included(valueSet).stream()
                .flatMap(set -> set.getCompose().getInclude().stream())
                .filter(ConceptSetComponent::hasSystem)
                .toList();
    }

    /** What includes and excludes say, in this order. */
    static Stream<ConceptSetComponent> sets(ValueSet valueSet) {
        return Stream.concat(valueSet.getCompose().getInclude().stream(), valueSet.getCompose().getExclude().stream());
    }

    private void add(ValueSet valueSet, Set<ValueSet> all, boolean excludes) {
        if (all.add(valueSet)) {
            (excludes ? sets(valueSet) : valueSet.getCompose().getInclude().stream())
                    .flatMap(set -> set.getValueSet().stream())
                    .flatMap(canonical -> importedIfHeld(valueSet, canonical).stream())
                    .forEach(imported -> add(imported, all, excludes));
        }
    }

    private Optional<ValueSet> importedIfHeld(ValueSet importer, CanonicalType canonical) {
        try {
            return Optional.of(imported(importer, canonical));
        } catch (ResourceNotFoundException notHeld) {
            return Optional.empty();
        }
    }
}
