package org.myotome.validation;

import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport.ValueSetExpansionOutcome;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import ca.uhn.fhir.context.support.ValueSetExpansionOptions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ValueSet;
import org.myotome.guide.Guide;

/** The codes of Myotome's ValueSets, expanded once. */
final class ValueSetCodes {

    private final IValidationSupport support;
    private final Guide guide;
    private final Map<String, List<Coding>> codes = new ConcurrentHashMap<>();

    ValueSetCodes(Guide guide) {
        this.guide = guide;
        this.support = guide.validationSupport();
    }

    /** The codes, those of Myotome's own systems in their order; empty for a ValueSet that is not Myotome's. */
    List<Coding> of(String canonical) {
        return codes.computeIfAbsent(canonical, this::expand);
    }

    private List<Coding> expand(String canonical) {
        if (guide.find(ValueSet.class, canonical).isEmpty()) {
            return List.of();
        }
        ValueSetExpansionOutcome outcome = support.expandValueSet(
                new ValidationSupportContext(support), new ValueSetExpansionOptions(), canonical);
        if (outcome == null || outcome.getValueSet() == null) {
            throw new IllegalStateException("ValueSet " + canonical + " does not expand");
        }
        return ((ValueSet) outcome.getValueSet())
                .getExpansion().getContains().stream()
                        .map(entry -> new Coding(entry.getSystem(), entry.getCode(), entry.getDisplay()))
                        .sorted(Comparator.comparingInt(this::position))
                        .toList();
    }

    /** The place of a code in its own code system, which the expansion loses; other codes stay behind in their order. */
    private int position(Coding coding) {
        return guide.find(CodeSystem.class, coding.getSystem())
                .map(system -> system.getConcept().stream()
                        .map(ConceptDefinitionComponent::getCode)
                        .toList()
                        .indexOf(coding.getCode()))
                .orElse(Integer.MAX_VALUE);
    }
}
