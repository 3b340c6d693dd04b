package org.myotome.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.List;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.r4.model.ValueSet.FilterOperator;
import org.junit.jupiter.api.Test;
import org.myotome.guide.GuideException;

/** What a value set definition means: R4 ValueSet.compose and its filters. */
class ExpansionComposerTest {

    @Test
    void includeWithoutConceptOrFilterMeansEveryCode() {
        assertThat(codes(set -> set.setSystem(Limbs.URL))).containsExactly("arm", "leg", "neck", "tail");
    }

    @Test
    void enumeratedCodesKeepTheOrderOfTheValueSet() {
        assertThat(codes(set -> set.setSystem(Limbs.URL)
                        .addConcept(Limbs.concept("leg"))
                        .addConcept(Limbs.concept("arm"))))
                .containsExactly("leg", "arm");
    }

    @Test
    void enumeratedCodesOfForeignSystemNeedNoCodeSystem() {
        assertThat(codes(set -> set.setSystem(Limbs.FOREIGN).addConcept(Limbs.concept("x"))))
                .containsExactly("x");
    }

    @Test
    void equalFilterComparesEveryValueOfRepeatingProperty() {
        assertThat(filtered("root", FilterOperator.EQUAL, "C6")).containsExactly("arm");
        assertThat(filtered("root", FilterOperator.EQUAL, "L2")).containsExactly("leg");
    }

    @Test
    void equalFilterOnCodingAcceptsCodeAloneOrWithSystem() {
        assertThat(filtered("region", FilterOperator.EQUAL, "upper")).containsExactly("arm");
        assertThat(filtered("region", FilterOperator.EQUAL, Limbs.FOREIGN + "|upper"))
                .containsExactly("arm");
        assertThat(filtered("region", FilterOperator.EQUAL, "http://example.org/other|upper"))
                .isEmpty();
    }

    @Test
    void equalFilterOnFlag() {
        assertThat(filtered("scored", FilterOperator.EQUAL, "true")).containsExactly("arm", "leg");
        assertThat(filtered("scored", FilterOperator.EQUAL, "false")).containsExactly("neck");
    }

    @Test
    void inAndNotInFiltersTakeList() {
        assertThat(filtered("code", FilterOperator.IN, "arm, tail")).containsExactly("arm", "tail");
        assertThat(filtered("code", FilterOperator.NOTIN, "arm,tail")).containsExactly("leg", "neck");
    }

    @Test
    void regexFilterMatchesWholeValue() {
        assertThat(filtered("code", FilterOperator.REGEX, "[an].*")).containsExactly("arm", "neck");
        assertThat(filtered("code", FilterOperator.REGEX, "ar")).isEmpty();
    }

    @Test
    void existsFilterAsksForProperty() {
        assertThat(filtered("root", FilterOperator.EXISTS, "true")).containsExactly("arm", "leg");
        assertThat(filtered("root", FilterOperator.EXISTS, "false")).containsExactly("neck", "tail");
    }

    @Test
    void severalFiltersMustAllPass() {
        assertThat(codes(set -> {
                    set.setSystem(Limbs.URL)
                            .addFilter()
                            .setProperty("scored")
                            .setOp(FilterOperator.EQUAL)
                            .setValue("true");
                    set.addFilter()
                            .setProperty("root")
                            .setOp(FilterOperator.EQUAL)
                            .setValue("L2");
                }))
                .containsExactly("leg");
    }

    @Test
    void hierarchyFiltersFollowNestedConceptsAndTheParentProperty() {
        var system = Limbs.system();
        var hand = system.getConceptFirstRep().addConcept().setCode("hand");
        hand.addConcept().setCode("thumb");
        system.addConcept().setCode("paw").addProperty().setCode("parent").setValue(new CodeType("leg"));
        assertThat(below(system, FilterOperator.ISA, "arm")).containsExactly("arm", "hand", "thumb");
        assertThat(below(system, FilterOperator.DESCENDENTOF, "arm")).containsExactly("hand", "thumb");
        assertThat(below(system, FilterOperator.ISA, "leg")).containsExactly("leg", "paw");
        assertThat(below(system, FilterOperator.ISNOTA, "arm")).containsExactly("leg", "neck", "tail", "paw");
        assertThat(below(system, FilterOperator.GENERALIZES, "thumb")).containsExactly("arm", "hand", "thumb");
    }

    private static List<String> below(CodeSystem system, FilterOperator operator, String value) {
        var valueSet = Limbs.valueSet(
                "v",
                set -> set.setSystem(Limbs.URL)
                        .addFilter()
                        .setProperty("concept")
                        .setOp(operator)
                        .setValue(value));
        return Limbs.codes(Limbs.terminology(system, valueSet), valueSet);
    }

    @Test
    void hierarchyFilterNeedsACodeOfTheSystem() {
        assertThatThrownBy(() -> filtered("concept", FilterOperator.ISA, "wing"))
                .isInstanceOf(UnprocessableEntityException.class)
                .hasMessageContaining("is-a")
                .hasMessageContaining("\"wing\"");
        assertThatThrownBy(() -> filtered("root", FilterOperator.ISA, "arm"))
                .isInstanceOf(UnprocessableEntityException.class)
                .hasMessageContaining("\"root\"");
    }

    @Test
    void codeOfAClientsListThatTheSystemLacksIsNoMember() {
        var sent = Limbs.valueSet(
                "sent",
                set -> set.setSystem(Limbs.URL)
                        .addConcept(Limbs.concept("wing"))
                        .addConcept(Limbs.concept("arm")));
        assertThat(Limbs.codes(Limbs.terminology(), sent)).containsExactly("arm");
    }

    @Test
    void filterOnUnknownPropertyNamesTheKnownOnes() {
        assertThatThrownBy(() -> filtered("colour", FilterOperator.EQUAL, "red"))
                .isInstanceOf(UnprocessableEntityException.class)
                .hasMessageContaining("colour")
                .hasMessageContaining("region, root, scored");
    }

    @Test
    void foreignSystemCannotBeIncludedWhole() {
        assertThatThrownBy(() -> codes(set -> set.setSystem(Limbs.FOREIGN)))
                .isInstanceOf(UnprocessableEntityException.class)
                .hasMessageContaining(Limbs.FOREIGN)
                .hasMessageContaining(Limbs.URL);
    }

    @Test
    void enumeratedCodeMustExistInHeldSystem() {
        assertThatThrownBy(() -> codes(set -> set.setSystem(Limbs.URL).addConcept(Limbs.concept("wing"))))
                .isInstanceOf(UnprocessableEntityException.class)
                .hasMessageContaining("\"wing\"");
    }

    @Test
    void includedVersionMustBeTheHeldOne() {
        assertThatThrownBy(() -> codes(set -> set.setSystem(Limbs.URL).setVersion("9")))
                .isInstanceOf(UnprocessableEntityException.class)
                .hasMessageContaining("'9'")
                .hasMessageContaining("1.0.0");
    }

    @Test
    void includesAreJoinedAndExcludesTakenAway() {
        var valueSet = Limbs.valueSet("v", set -> set.setSystem(Limbs.URL).addConcept(Limbs.concept("neck")));
        valueSet.getCompose().addInclude(new ConceptSetComponent().setSystem(Limbs.URL));
        valueSet.getCompose()
                .addExclude(new ConceptSetComponent().setSystem(Limbs.URL).addConcept(Limbs.concept("tail")));
        assertThat(Limbs.codes(Limbs.terminology(), valueSet)).containsExactly("neck", "arm", "leg");
    }

    @Test
    void importedValueSetsAreIntersectedWithSystemAndEachOther() {
        var scored = Limbs.valueSet(
                "scored",
                set -> set.setSystem(Limbs.URL)
                        .addFilter()
                        .setProperty("scored")
                        .setOp(FilterOperator.EQUAL)
                        .setValue("true"));
        var rooted = Limbs.valueSet(
                "rooted",
                set -> set.setSystem(Limbs.URL)
                        .addFilter()
                        .setProperty("root")
                        .setOp(FilterOperator.EQUAL)
                        .setValue("L2"));
        var both =
                Limbs.valueSet("both", set -> set.addValueSet(scored.getUrl()).addValueSet(rooted.getUrl() + "|1.0.0"));
        assertThat(Limbs.codes(Limbs.terminology(both, scored, rooted), both)).containsExactly("leg");
    }

    @Test
    void inactiveCodesLeaveOnlyWhenTheDefinitionSaysSo() {
        var valueSet = Limbs.valueSet("v", set -> set.setSystem(Limbs.URL));
        valueSet.getCompose().setInactive(false);
        assertThat(Limbs.codes(Limbs.terminology(), valueSet)).containsExactly("arm", "leg", "neck");
    }

    private static List<String> filtered(String property, FilterOperator operator, String value) {
        return codes(set -> set.setSystem(Limbs.URL)
                .addFilter()
                .setProperty(property)
                .setOp(operator)
                .setValue(value));
    }

    /** As part of the guide, where regex is allowed. */
    private static List<String> codes(Consumer<ConceptSetComponent> include) {
        var valueSet = Limbs.valueSet("v", include);
        try {
            return Limbs.codes(Limbs.terminology(valueSet), valueSet);
        } catch (GuideException e) {
            throw (RuntimeException) e.getCause();
        }
    }
}
