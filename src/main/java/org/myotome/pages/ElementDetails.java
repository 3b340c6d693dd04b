package org.myotome.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.ElementDefinition.ElementDefinitionConstraintComponent;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.myotome.pages.ElementRow.Detail;

/** What is demanded of an element besides its cardinality and type. */
final class ElementDetails {

    private static final Link NOWHERE = Link.plain("");

    private final Addresses addresses;
    private final ValueWords values;

    ElementDetails(Addresses addresses, ValueWords values) {
        this.addresses = addresses;
        this.values = values;
    }

    /** The rules of Myotome on an element; those of FHIR itself hold everywhere and are not repeated. */
    static Stream<ElementDefinitionConstraintComponent> rules(ElementDefinition element) {
        return element.getConstraint().stream().filter(rule -> rule.getKey().startsWith("myo-"));
    }

    /** @param stated what the profile itself says; null if it says nothing */
    List<Detail> of(ElementDefinition element, @Nullable ElementDefinition stated) {
        List<Detail> details = new ArrayList<>();
        if (element.hasFixed()) {
            details.add(value("Fixed", element.getFixed()));
        }
        if (element.hasPattern()) {
            details.add(value("Pattern", element.getPattern()));
        }
        if (stated != null && stated.hasSlicing()) {
            details.add(new Detail("Slices", NOWHERE, slicing(stated)));
        }
        if (element.hasBinding() && element.getBinding().hasValueSet()) {
            details.add(new Detail(
                    "Binding",
                    addresses.of(element.getBinding().getValueSet()),
                    "(" + element.getBinding().getStrength().toCode() + ")"));
        }
        rules(element)
                .map(rule -> new Detail("Rule", new Link(rule.getKey(), "#" + rule.getKey()), rule.getHuman()))
                .forEach(details::add);
        return details;
    }

    private Detail value(String label, Type value) {
        return new Detail(label, NOWHERE, values.inFull(value));
    }

    private static String slicing(ElementDefinition element) {
        String discriminators = element.getSlicing().getDiscriminator().stream()
                .map(discriminator -> discriminator.getType().toCode() + " of " + discriminator.getPath())
                .collect(Collectors.joining(", "));
        return (discriminators.isEmpty() ? "" : "told apart by " + discriminators + "; ")
                + element.getSlicing().getRules().toCode();
    }
}
