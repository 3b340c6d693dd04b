package org.myotome.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ValueSet.FilterOperator;
import org.junit.jupiter.api.Test;
import org.myotome.guide.GuideException;

/** What stops the start, what a client may send, and which display is right. */
class TerminologyTest {

    @Test
    void valueSetThatImportsItselfStopsTheStart() {
        var a = Limbs.valueSet("a", set -> set.addValueSet("http://example.org/b"));
        var b = Limbs.valueSet("b", set -> set.addValueSet("http://example.org/a"));
        assertThatThrownBy(() -> Limbs.terminology(a, b))
                .isInstanceOf(GuideException.class)
                .hasMessageStartingWith("ValueSet-a.json: it imports itself");
    }

    @Test
    void valueSetThatCannotBeExpandedStopsTheStart() {
        var broken = Limbs.valueSet("broken", set -> set.setSystem(Limbs.FOREIGN));
        assertThatThrownBy(() -> Limbs.terminology(broken))
                .isInstanceOf(GuideException.class)
                .hasMessageStartingWith("ValueSet-broken.json: The concepts of " + Limbs.FOREIGN);
    }

    @Test
    void nestedConceptsStopTheStart() {
        var nested = Limbs.system();
        nested.getConceptFirstRep().addConcept().setCode("hand");
        assertThatThrownBy(() -> new Terminology(List.of(nested), List.of(), List.of()))
                .isInstanceOf(GuideException.class)
                .hasMessageContaining("arm")
                .hasMessageContaining("flat");
    }

    @Test
    void mapWithConditionsStopsTheStart() {
        var map = new ConceptMap();
        map.setUrl("http://example.org/map").setId("map");
        var target = map.addGroup().addElement().setCode("arm").addTarget().setCode("x");
        target.addDependsOn().setProperty("http://example.org/p").setValue("v");
        assertThatThrownBy(() -> new Terminology(List.of(Limbs.system()), List.of(), List.of(map)))
                .isInstanceOf(GuideException.class)
                .hasMessageStartingWith("ConceptMap-map.json: ");
    }

    @Test
    void regexOfClientIsRefused() {
        var sent = Limbs.valueSet(
                "sent",
                set -> set.setSystem(Limbs.URL)
                        .addFilter()
                        .setProperty("code")
                        .setOp(FilterOperator.REGEX)
                        .setValue("(a+)+"));
        assertThatThrownBy(() -> Limbs.terminology().expansion(sent))
                .isInstanceOf(UnprocessableEntityException.class)
                .hasMessageContaining("regex");
    }

    @Test
    void displayOfValueSetGoesFirstAndThatOfCodeSystemStaysRight() {
        var valueSet = Limbs.valueSet(
                "v",
                set -> set.setSystem(Limbs.URL).addConcept(Limbs.concept("arm").setDisplay("Upper limb")));
        var expansion = Limbs.terminology().expansion(valueSet);
        assertThat(expansion.find(Limbs.URL, "arm").orElseThrow().getDisplay()).isEqualTo("Upper limb");
        for (var display : List.of("upper  limb", "Arm", "BRACHIUM")) {
            var verdict = TerminologyVerdict.of(new Coding(Limbs.URL, "arm", display), expansion, "v");
            assertThat(verdict.result()).as(display).isTrue();
        }
        var wrong = TerminologyVerdict.of(new Coding(Limbs.URL, "arm", "Leg"), expansion, "v");
        assertThat(wrong.result()).isFalse();
        assertThat(wrong.display()).isEqualTo("Upper limb");
    }

    @Test
    void unknownVersionOfValueSetIsNotFound() {
        var valueSets = Limbs.terminology(Limbs.valueSet("v", set -> set.setSystem(Limbs.URL)))
                .valueSets();
        assertThat(valueSets
                        .byCanonical("http://example.org/v|1.0.0", Optional.empty())
                        .getId())
                .isEqualTo("v");
        assertThatThrownBy(() -> valueSets.byCanonical("http://example.org/v", Optional.of("2")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("\"2\"")
                .hasMessageContaining("1.0.0");
    }
}
