package org.myotome.terminology;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.ValueSet.ConceptReferenceComponent;
import org.hl7.fhir.r4.model.ValueSet.ConceptReferenceDesignationComponent;
import org.hl7.fhir.r4.model.ValueSet.ValueSetExpansionContainsComponent;

/**
 * The members of a value set, or of a whole code system, in the order of their definition and each once. Immutable; the
 * members handed out are shared, so copy before changing one.
 */
final class Expansion {

    private final Map<TerminologyCode, ValueSetExpansionContainsComponent> members;

    private Expansion(Map<TerminologyCode, ValueSetExpansionContainsComponent> members) {
        this.members = Collections.unmodifiableMap(members);
    }

    /** Of two members with the same code the first stays. */
    static Expansion of(Stream<ValueSetExpansionContainsComponent> members) {
        return new Expansion(members.collect(Collectors.toMap(
                member -> new TerminologyCode(member.getSystem(), member.getCode()),
                member -> member,
                (first, second) -> first,
                LinkedHashMap::new)));
    }

    Stream<ValueSetExpansionContainsComponent> members() {
        return members.values().stream();
    }

    Optional<ValueSetExpansionContainsComponent> find(String system, String code) {
        return Optional.ofNullable(members.get(new TerminologyCode(system, code)));
    }

    boolean contains(ValueSetExpansionContainsComponent member) {
        return find(member.getSystem(), member.getCode()).isPresent();
    }

    Set<String> systems() {
        return members.keySet().stream().map(TerminologyCode::system).collect(Collectors.toCollection(TreeSet::new));
    }

    /** A concept of a code system that is held, with everything known of it. */
    static ValueSetExpansionContainsComponent member(String system, ConceptDefinitionComponent concept) {
        var member = new ValueSetExpansionContainsComponent()
                .setSystem(system)
                .setCode(concept.getCode())
                .setDisplay(concept.getDisplay());
        if (isInactive(concept)) {
            member.setInactive(true);
        }
        concept.getDesignation()
                .forEach(term -> member.addDesignation(new ConceptReferenceDesignationComponent()
                        .setLanguage(term.getLanguage())
                        .setUse(term.getUse())
                        .setValue(term.getValue())));
        return member;
    }

    /** A concept that a value set lists; its own display and designations go before those of the code system. */
    static ValueSetExpansionContainsComponent member(
            String system, ConceptReferenceComponent reference, Optional<ConceptDefinitionComponent> concept) {
        var member = new ValueSetExpansionContainsComponent().setSystem(system).setCode(reference.getCode());
        concept.map(known -> member(system, known)).ifPresent(known -> {
            member.setDisplayElement(known.getDisplayElement()).setDesignation(known.getDesignation());
            member.setInactiveElement(known.getInactiveElement());
        });
        member.setDesignation(Stream.of(reference.getDesignation(), member.getDesignation())
                .flatMap(List::stream)
                .collect(Collectors.toList()));
        if (reference.hasDisplay() && !reference.getDisplay().equals(member.getDisplay())) {
            // The display of the code system stays a right name for the code.
            Optional.ofNullable(member.getDisplay())
                    .ifPresent(official -> member.addDesignation().setValue(official));
            member.setDisplay(reference.getDisplay());
        }
        return member;
    }

    /** The two properties that R4 defines for every code system (concept-properties): inactive and status. */
    private static boolean isInactive(ConceptDefinitionComponent concept) {
        return concept.getProperty().stream().anyMatch(property -> switch (property.getCode()) {
            case "inactive" -> property.getValue() instanceof BooleanType flag && flag.booleanValue();
            case "status" ->
                Set.of("retired", "inactive")
                        .contains(String.valueOf(property.getValue().primitiveValue()));
            default -> false;
        });
    }
}
