package org.myotome.guide;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.ConceptPropertyComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetFilterComponent;
import org.hl7.fhir.r4.model.ValueSet.FilterOperator;

/**
 * Writes filters on concept properties ({@code in-mmt8 = true}) out as lists of codes. HAPI's in-memory terminology
 * lets no code pass such a filter, so a binding to the ValueSet would refuse every code.
 */
final class PropertyFilters {

    private final Map<String, CodeSystem> systems;

    PropertyFilters(List<CodeSystem> systems) {
        this.systems = systems.stream().collect(Collectors.toMap(CodeSystem::getUrl, Function.identity()));
    }

    /** The value set itself where there is nothing to write out, else a copy. */
    ValueSet writtenOut(ValueSet valueSet) {
        if (sets(valueSet).stream().noneMatch(this::filtersProperties)) {
            return valueSet;
        }
        var copy = valueSet.copy();
        sets(copy).stream().filter(this::filtersProperties).forEach(this::writeOut);
        return copy;
    }

    private static List<ConceptSetComponent> sets(ValueSet valueSet) {
        return valueSet.getCompose().getInclude();
    }

    private boolean filtersProperties(ConceptSetComponent set) {
        return systems.containsKey(set.getSystem())
                && set.getFilter().stream().anyMatch(filter -> declares(systems.get(set.getSystem()), filter));
    }

    private static boolean declares(CodeSystem system, ConceptSetFilterComponent filter) {
        return filter.getOp() == FilterOperator.EQUAL
                && system.getProperty().stream()
                        .anyMatch(property -> property.getCode().equals(filter.getProperty()));
    }

    private void writeOut(ConceptSetComponent set) {
        selected(systems.get(set.getSystem()), set)
                .forEach(concept -> set.addConcept().setCode(concept.getCode()));
        set.setFilter(null);
    }

    /** Filters that let no concept pass; written out, nothing would remain of them, and HAPI would take the whole system. */
    static boolean selectNothing(CodeSystem system, ConceptSetComponent set) {
        return set.getFilter().stream().anyMatch(filter -> declares(system, filter))
                && selected(system, set).findAny().isEmpty();
    }

    private static Stream<ConceptDefinitionComponent> selected(CodeSystem system, ConceptSetComponent set) {
        return system.getConcept().stream()
                .filter(concept -> set.getFilter().stream().allMatch(filter -> passes(concept, filter)));
    }

    private static boolean passes(ConceptDefinitionComponent concept, ConceptSetFilterComponent filter) {
        return concept.getProperty().stream()
                .filter(property -> property.getCode().equals(filter.getProperty()))
                .map(ConceptPropertyComponent::getValue)
                .anyMatch(value -> filter.getValue().equals(text(value)));
    }

    /** The value of a Coding in the form that FHIR gives it in a filter. */
    private static String text(Type value) {
        return value instanceof Coding coding ? coding.getSystem() + "#" + coding.getCode() : value.primitiveValue();
    }
}
