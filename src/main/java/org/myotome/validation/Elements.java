package org.myotome.validation;

import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;

/** Walks through a resource and prints what it finds there. */
final class Elements {

    /** Longer values are cut: an error message is no place for a narrative. */
    private static final int LONGEST = 120;

    private Elements() {}

    /** Visits every element below the given one with its FHIRPath, in document order. */
    static void walk(Base element, String path, BiConsumer<String, Base> visitor) {
        for (Property property : element.children()) {
            String name = path + "." + property.getName().replace("[x]", "");
            for (int i = 0; i < property.getValues().size(); i++) {
                Base child = property.getValues().get(i);
                String childPath = property.getMaxCardinality() > 1 ? name + "[" + i + "]" : name;
                visitor.accept(childPath, child);
                if (!(child instanceof PrimitiveType<?> primitive) || primitive.hasExtension()) {
                    walk(child, childPath, visitor);
                }
            }
        }
    }

    /** The value in short: a code with its system and display, an amount with its unit, the names of the parts otherwise. */
    static String inShort(Base element) {
        String printed = Optional.ofNullable(element.primitiveValue()).orElseGet(() -> complex(element));
        return printed.length() <= LONGEST ? printed : printed.substring(0, LONGEST) + "…";
    }

    private static String complex(Base element) {
        if (element instanceof Coding coding) {
            return "%s|%s%s"
                    .formatted(
                            coding.hasSystem() ? coding.getSystem() : "(no system)",
                            coding.hasCode() ? coding.getCode() : "(no code)",
                            coding.hasDisplay() ? " \"" + coding.getDisplay() + "\"" : "");
        }
        if (element instanceof CodeableConcept concept) {
            return concept.hasCoding()
                    ? String.join(
                            ", ",
                            concept.getCoding().stream().map(Elements::complex).toList())
                    : "text \"" + concept.getText() + "\"";
        }
        if (element instanceof Quantity quantity) {
            if (!quantity.hasValue() && !quantity.hasCode() && !quantity.hasUnit()) {
                return "with a unit of " + (quantity.hasSystem() ? quantity.getSystem() : "no system");
            }
            return (quantity.hasValue() ? quantity.getValue().toString() : "(no value)") + " "
                    + (quantity.hasCode() ? quantity.getCode() : quantity.hasUnit() ? quantity.getUnit() : "(no unit)");
        }
        if (element instanceof Reference reference && reference.hasReference()) {
            return reference.getReference();
        }
        Set<String> parts = new java.util.TreeSet<>();
        element.children().stream()
                .filter(part -> part.getValues().stream().anyMatch(value -> !value.isEmpty()))
                .forEach(part -> parts.add(part.getName()));
        return element.fhirType() + " with " + (parts.isEmpty() ? "nothing in it" : String.join(", ", parts));
    }
}
