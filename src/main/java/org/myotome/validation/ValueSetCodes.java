package org.myotome.validation;

import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport.ValueSetExpansionOutcome;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import ca.uhn.fhir.context.support.ValueSetExpansionOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

    /** The codes in the order of the ValueSet; empty for one that is not Myotome's. */
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
                        .toList();
    }
}
