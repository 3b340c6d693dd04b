package org.myotome.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The causes of weakness are grouped and sourced, and the kinds of a cause belong to it. {@link CauseMapsTest} has the maps. */
class CauseTerminologyTest {

    private static final CodeSystem CAUSES = Terms.read(CodeSystem.class, "cause-of-weakness");

    @Test
    void everyCauseHasAGroupAndASource() {
        assertThat(CAUSES.getConcept()).hasSizeGreaterThan(150).allSatisfy(cause -> {
            assertThat(Terms.values(cause, "group"))
                    .isNotEmpty()
                    .doesNotHaveDuplicates()
                    .isSubsetOf(Terms.codes(Terms.read(CodeSystem.class, "cause-group")));
            assertThat(Terms.values(cause, "lesion-level"))
                    .doesNotHaveDuplicates()
                    .isSubsetOf(Terms.codes(Terms.read(CodeSystem.class, "lesion-level")));
            assertThat(Terms.values(cause, "reversible")).hasSizeLessThan(2);
            assertThat(Terms.values(cause, "source")).isNotEmpty().allMatch(source -> source.length() > 8);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"muscle-or-connective-tissue", "muscle-cell", "nervous-system", "chronic"})
    void groupIsAValueSetOfItsOwn(String group) {
        assertThat(Terms.include("cause-" + group).getFilter())
                .singleElement()
                .satisfies(filter -> assertThat(filter.getProperty() + "=" + filter.getValue())
                        .isEqualTo("group=" + group));
        assertThat(CAUSES.getConcept())
                .anyMatch(cause -> Terms.values(cause, "group").contains(group));
    }

    /** domain.md 1.4: these fit two groups, so a group is no hierarchy. */
    @ParameterizedTest
    @CsvSource({
        "polymyositis, muscle-cell",
        "dermatomyositis, muscle-cell",
        "multiple-sclerosis, nervous-system",
        "hypothyroidism, muscle-cell",
        "hyperthyroidism, muscle-cell",
    })
    void groupsOverlap(String cause, String group) {
        assertThat(Terms.values(Terms.concept(CAUSES, cause), "group")).contains(group, "chronic");
    }

    @Test
    void everyLevelIsTheLevelOfACause() {
        assertThat(CAUSES.getConcept().stream().flatMap(cause -> Terms.values(cause, "lesion-level").stream()))
                .containsAll(Terms.codes(Terms.read(CodeSystem.class, "lesion-level")));
    }

    /** What implies a kind of a cause implies the cause: no one is lost who asks for the more general one. */
    @Test
    void kindOfACauseIsFoundByTheCause() {
        assertThat(CAUSES.getConcept())
                .anyMatch(cause -> !generals(cause).isEmpty())
                .allSatisfy(cause -> {
                    assertThat(generals(cause)).doesNotHaveDuplicates().doesNotContain(cause.getCode());
                    assertThat(generals(cause)).allSatisfy(general -> {
                        assertThat(generals(cause)).containsAll(generals(Terms.concept(CAUSES, general)));
                        assertThat(implying(general)).containsAll(implying(cause.getCode()));
                    });
                });
    }

    private static List<String> generals(ConceptDefinitionComponent cause) {
        return Terms.values(cause, "kind-of");
    }

    private static List<String> implying(String cause) {
        return CauseLine.ALL.stream()
                .filter(line -> line.cause().equals(cause) && line.implies())
                .map(CauseLine::key)
                .toList();
    }
}
