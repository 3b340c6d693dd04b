package org.myotome.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.myotome.terminology.OperationTestServer.text;

import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ValueSet;
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
    void mapWithConditionsStopsTheStart() {
        var map = new ConceptMap();
        map.setUrl("http://example.org/map").setId("map");
        var target = map.addGroup().addElement().setCode("arm").addTarget().setCode("x");
        target.addDependsOn().setProperty("http://example.org/p").setValue("v");
        assertThatThrownBy(() -> Terminology.of(List.of(Limbs.system()), List.of(), List.of(map), Optional.empty()))
                .isInstanceOf(GuideException.class)
                .hasMessageStartingWith("ConceptMap-map.json: ");
    }

    @Test
    void regexOfClientIsFollowedUnlessItTakesTooLong() {
        var system = Limbs.system();
        system.addConcept().setCode("a".repeat(60));
        assertThat(Limbs.codes(Limbs.terminology(system), matching("a[a-r].*"))).containsExactly("arm", "a".repeat(60));
        assertThatThrownBy(() -> Limbs.codes(Limbs.terminology(system), matching("(a+)+\\1b")))
                .isInstanceOf(UnclassifiedServerFailureException.class)
                .hasMessageContaining("regex");
    }

    private static ValueSet matching(String regex) {
        return Limbs.valueSet(
                "sent",
                set -> set.setSystem(Limbs.URL)
                        .addFilter()
                        .setProperty("code")
                        .setOp(FilterOperator.REGEX)
                        .setValue(regex));
    }

    @Test
    void displayOfValueSetGoesFirstAndThatOfCodeSystemStaysRight() {
        var valueSet = Limbs.valueSet(
                "v",
                set -> set.setSystem(Limbs.URL).addConcept(Limbs.concept("arm").setDisplay("Upper limb")));
        assertThat(Limbs.terminology()
                        .members()
                        .of(valueSet)
                        .find(Limbs.URL, "arm")
                        .orElseThrow()
                        .display())
                .isEqualTo("Upper limb");
        for (var display : List.of("upper  limb", "Arm", "BRACHIUM")) {
            assertThat(verdict(valueSet, display).result()).as(display).isTrue();
        }
        var wrong = verdict(valueSet, "Leg");
        assertThat(wrong.result()).isFalse();
        assertThat(text(wrong.toParameters(), "display")).isEqualTo("Upper limb");
    }

    private static TerminologyVerdict verdict(ValueSet valueSet, String display) {
        var question = new CodeQuestion(
                List.of(new Coding(Limbs.URL, "arm", display)),
                Optional.empty(),
                false,
                false,
                false,
                false,
                false,
                false,
                TerminologyLanguages.ANY);
        return TerminologyVerdict.of(Limbs.terminology(), Optional.of(valueSet), question);
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
