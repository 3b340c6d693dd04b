package org.myotome.terminology;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.PropertyType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;

/** A small flat code system in which every kind of property and filter has something to find. */
final class Limbs {

    static final String URL = "http://example.org/limbs";
    static final String FOREIGN = "http://example.org/not-held";

    private Limbs() {}

    /** arm (C5, C6, upper, scored), leg (L2, scored), neck (not scored), tail (inactive). */
    static CodeSystem system() {
        var system = new CodeSystem();
        system.setUrl(URL).setVersion("1.0.0").setId("limbs");
        Stream.of("root", "region", "scored", "inactive")
                .forEach(code -> system.addProperty().setCode(code).setType(PropertyType.STRING));
        var arm = concept(system, "arm", "Arm");
        arm.addDesignation().setValue("Brachium");
        property(arm, "root").setValue(new StringType("C5"));
        property(arm, "root").setValue(new StringType("C6"));
        property(arm, "region").setValue(new Coding(FOREIGN, "upper", "Upper"));
        property(arm, "scored").setValue(new BooleanType(true));
        var leg = concept(system, "leg", "Leg");
        property(leg, "root").setValue(new StringType("L2"));
        property(leg, "scored").setValue(new BooleanType(true));
        property(concept(system, "neck", "Neck"), "scored").setValue(new BooleanType(false));
        property(concept(system, "tail", "Tail"), "inactive").setValue(new BooleanType(true));
        return system;
    }

    static ValueSet valueSet(String id, Consumer<ConceptSetComponent> include) {
        var valueSet = new ValueSet();
        valueSet.setUrl("http://example.org/" + id).setVersion("1.0.0").setId(id);
        include.accept(valueSet.getCompose().addInclude());
        return valueSet;
    }

    static Terminology terminology(ValueSet... valueSets) {
        return terminology(system(), valueSets);
    }

    static Terminology terminology(CodeSystem system, ValueSet... valueSets) {
        return Terminology.of(List.of(system), Arrays.asList(valueSets), List.of(), Optional.empty());
    }

    static List<String> codes(Terminology terminology, ValueSet valueSet) {
        return terminology
                .members()
                .of(valueSet)
                .members()
                .map(member -> member.code().code())
                .toList();
    }

    static ValueSet.ConceptReferenceComponent concept(String code) {
        return new ValueSet.ConceptReferenceComponent().setCode(code);
    }

    private static ConceptDefinitionComponent concept(CodeSystem system, String code, String display) {
        return system.addConcept().setCode(code).setDisplay(display);
    }

    private static CodeSystem.ConceptPropertyComponent property(ConceptDefinitionComponent concept, String code) {
        return concept.addProperty().setCodeElement(new CodeType(code));
    }
}
