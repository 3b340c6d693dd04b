package org.myotome.guide;

import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport.ValueSetExpansionOutcome;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import ca.uhn.fhir.context.support.ValueSetExpansionOptions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptReferenceComponent;

/** The codes of Myotome's ValueSets, expanded once. */
public final class ValueSetCodes {

    private final IValidationSupport support;
    private final Guide guide;
    private final Map<String, List<Coding>> codes = new ConcurrentHashMap<>();

    public ValueSetCodes(Guide guide) {
        this.guide = guide;
        this.support = guide.validationSupport();
    }

    /** The codes in the order of the ValueSet; empty for one that is not Myotome's. */
    public List<Coding> of(String canonical) {
        return codes.computeIfAbsent(canonical, this::expand);
    }

    private List<Coding> expand(String canonical) {
        Optional<ValueSet> valueSet = guide.find(ValueSet.class, canonical);
        if (valueSet.isEmpty()) {
            return List.of();
        }
        ValueSetExpansionOutcome outcome = support.expandValueSet(
                new ValidationSupportContext(support), new ValueSetExpansionOptions(), canonical);
        if (outcome == null || outcome.getValueSet() == null) {
            throw new IllegalStateException("ValueSet " + canonical + " does not expand");
        }
        // The expansion loses the order in which the code system, or the value set itself, lists the codes.
        List<String> order = order(valueSet.get());
        return ((ValueSet) outcome.getValueSet())
                .getExpansion().getContains().stream()
                        .map(entry -> new Coding(entry.getSystem(), entry.getCode(), entry.getDisplay()))
                        .sorted(Comparator.comparingInt(coding -> order.indexOf(coding.getCode())))
                        .toList();
    }

    private List<String> order(ValueSet valueSet) {
        return valueSet.getCompose().getInclude().stream()
                .flatMap(include -> include.hasConcept()
                        ? include.getConcept().stream().map(ConceptReferenceComponent::getCode)
                        : guide.find(CodeSystem.class, String.valueOf(include.getSystem())).stream()
                                .flatMap(system -> system.getConcept().stream())
                                .map(ConceptDefinitionComponent::getCode))
                .toList();
    }
}
