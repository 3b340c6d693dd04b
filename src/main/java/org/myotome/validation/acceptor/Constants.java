package org.myotome.validation.acceptor;

import java.util.List;
import java.util.function.Predicate;
import org.hl7.fhir.r5.model.Base;
import org.hl7.fhir.r5.model.DataType;
import org.hl7.fhir.r5.model.PrimitiveType;
import org.hl7.fhir.r5.model.Property;

/** Fixed values and patterns as tests of what was sent. */
final class Constants {

    private Constants() {}

    /** @throws Uncertain for a fixed value that is not primitive: it would also forbid everything else */
    static Predicate<Item> fixed(DataType value) {
        Uncertain.unless(value instanceof PrimitiveType, "fixed value that is complex");
        return pattern(value);
    }

    static Predicate<Item> pattern(Base value) {
        if (value.isPrimitive()) {
            String wanted = value.primitiveValue();
            return item -> wanted.equals(item.value());
        }
        List<Predicate<Item>> parts = value.children().stream()
                .flatMap(property -> property.getValues().stream().map(part -> part(property, part)))
                .toList();
        return item -> parts.stream().allMatch(part -> part.test(item));
    }

    private static Predicate<Item> part(Property property, Base value) {
        String name = property.getName();
        Predicate<Item> matches = pattern(value);
        return item -> item.children(name).anyMatch(matches);
    }
}
