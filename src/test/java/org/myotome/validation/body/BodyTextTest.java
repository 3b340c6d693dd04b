package org.myotome.validation.body;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.DecimalType;
import org.junit.jupiter.api.Test;

class BodyTextTest {

    @Test
    void everyDecimalOfR4IsKnownByItsName() {
        FhirContext fhir = FhirContext.forR4Cached();
        Set<String> decimals = new TreeSet<>();
        Set<BaseRuntimeElementDefinition<?>> seen = new HashSet<>();
        fhir.getResourceTypes().forEach(type -> collect(fhir.getResourceDefinition(type), decimals, seen));
        assertThat(BodyText.DECIMALS).containsExactlyInAnyOrderElementsOf(decimals);
    }

    private static void collect(
            BaseRuntimeElementDefinition<?> definition,
            Set<String> decimals,
            Set<BaseRuntimeElementDefinition<?>> seen) {
        if (seen.add(definition) && definition instanceof BaseRuntimeElementCompositeDefinition<?> composite) {
            for (var child : composite.getChildren()) {
                // An extension has value[x], of which valueDecimal stands in Parameters too.
                boolean extension = child.getElementName().matches("extension|modifierExtension");
                for (String name : extension ? Set.<String>of() : child.getValidChildNames()) {
                    BaseRuntimeElementDefinition<?> type = child.getChildByName(name);
                    if (type.getImplementingClass() == DecimalType.class) {
                        decimals.add(name);
                    }
                    collect(type, decimals, seen);
                }
            }
        }
    }
}
