package org.myotome.strength;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.guide.Guide;

/** The Java values and the CodeSystem say the same of every grade. */
class MrcGradeTest {

    private static final Map<String, BigDecimal> ORDINALS = Guide.load(FhirContext.forR4Cached())
            .find(CodeSystem.class, Guide.BASE + "/CodeSystem/mrc-muscle-grade")
            .orElseThrow()
            .getConcept()
            .stream()
            .collect(Collectors.toMap(
                    CodeSystem.ConceptDefinitionComponent::getCode,
                    concept ->
                            concept.getProperty().get(0).getValueDecimalType().getValue()));

    @Test
    void everyCodeOfTheScaleIsAGradeAndNoOther() {
        assertThat(Arrays.stream(MrcGrade.values()).map(MrcGrade::code)).hasSameElementsAs(ORDINALS.keySet());
    }

    @ParameterizedTest
    @EnumSource
    void orderIsTheOrdinalOfTheCodeSystem(MrcGrade grade) {
        assertThat(grade.order()).isEqualByComparingTo(ORDINALS.get(grade.code()));
    }

    @Test
    void gradesAreListedWeakestFirst() {
        assertThat(Arrays.stream(MrcGrade.values()).map(MrcGrade::order)).isSorted();
    }

    @ParameterizedTest
    @EnumSource
    void codeLeadsBackToTheGrade(MrcGrade grade) {
        assertThat(MrcGrade.ofCode(grade.code())).contains(grade);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "6", "4+", "4-", "5-minus", "4 ", "IV", "3.67", "-1"})
    void whatIsNoCodeIsNoGrade(String text) {
        assertThat(MrcGrade.ofCode(text)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"FOUR_MINUS", "FOUR_PLUS"})
    void halfGradeHasNoPoints(MrcGrade half) {
        assertThat(half.isWhole()).isFalse();
        assertThatThrownBy(half::points)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(half.code());
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"FOUR_MINUS", "FOUR_PLUS"})
    void wholeGradeHasItsOwnNumberOfPoints(MrcGrade whole) {
        assertThat(whole.isWhole()).isTrue();
        assertThat(whole.points()).isEqualTo(Integer.parseInt(whole.code()));
    }
}
