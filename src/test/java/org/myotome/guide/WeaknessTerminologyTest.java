package org.myotome.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.guide.CodeList.Row;

/** Every verified code about weakness has its place, and the three code systems lead to the codes and back. */
class WeaknessTerminologyTest {

    private static final Set<String> SYSTEMS = Set.of(
            "http://snomed.info/sct", "http://hl7.org/fhir/sid/icd-10-cm", "http://human-phenotype-ontology.org");

    /** "Other symptoms and signs involving the musculoskeletal system": used for weak limbs, but does not say so. */
    private static final String NO_WEAKNESS = "http://hl7.org/fhir/sid/icd-10-cm|R29.898";

    /** A state of the body, a disease or a damage of muscle: a cause, and no symptom of weakness. */
    private static final List<String> CAUSES_AMONG_THE_ASSOCIATED = List.of(
            "http://hl7.org/fhir/sid/icd-10-cm|R64",
            "http://human-phenotype-ontology.org|HP:0003198",
            "http://human-phenotype-ontology.org|HP:0003201");

    @Test
    void everyVerifiedFindingOfWeaknessIsInTheValueSetButOne() {
        assertThat(codes("weakness-finding"))
                .containsExactlyInAnyOrderElementsOf(
                        verified("finding:weakness", "finding:weakness-distribution", "finding:paresis-paralysis")
                                .filter(code -> !code.equals(NO_WEAKNESS))
                                .toList());
    }

    @Test
    void everyVerifiedCodeOfFatigueIsInTheValueSet() {
        assertThat(codes("fatigue-not-weakness"))
                .containsExactlyInAnyOrderElementsOf(
                        verified("finding:not-weakness").toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"weakness-finding", "weakness-symptom-code", "weakness-red-flag-code"})
    void noCodeOfFatigueIsOneOfWeakness(String valueSet) {
        assertThat(codes(valueSet)).isNotEmpty().doesNotContainAnyElementsOf(codes("fatigue-not-weakness"));
    }

    @Test
    void everyVerifiedCodeOfAnAssociatedFindingIsASymptomOrARedFlag() {
        assertThat(Stream.concat(codes("weakness-symptom-code").stream(), codes("weakness-red-flag-code").stream()))
                .containsAll(verified("finding:associated")
                        .filter(code -> !CAUSES_AMONG_THE_ASSOCIATED.contains(code))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({"weakness-red-flag-code, finding:red-flag", "weakness-treatment-code, treatment"})
    void everyVerifiedCodeOfTheUseIsInTheValueSet(String valueSet, String use) {
        assertThat(codes(valueSet)).containsAll(verified(use).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"weakness-symptom", "weakness-red-flag", "weakness-treatment"})
    void mapLeadsFromOwnConceptsToTheCodesOfTheValueSet(String id) {
        ConceptMap map = Terms.read(ConceptMap.class, id + "-codes");
        List<String> own = Terms.codes(Terms.read(CodeSystem.class, id));
        Set<String> targets = map.getGroup().stream()
                .flatMap(group -> group.getElement().stream()
                        .flatMap(element -> element.getTarget().stream())
                        .map(target -> group.getTarget() + "|" + target.getCode()))
                .collect(Collectors.toSet());

        assertThat(map.getGroup())
                .isNotEmpty()
                .allMatch(group -> group.getSource().endsWith("/" + id))
                .flatExtracting(ConceptMap.ConceptMapGroupComponent::getElement)
                .extracting(ConceptMap.SourceElementComponent::getCode)
                .isSubsetOf(own);
        assertThat(targets).containsExactlyInAnyOrderElementsOf(codes(id + "-code"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"weakness-symptom", "weakness-red-flag", "weakness-treatment"})
    void mapSaysWhatATargetThatIsNotEquivalentMeans(String id) {
        assertThat(Terms.read(ConceptMap.class, id + "-codes").getGroup())
                .flatExtracting(ConceptMap.ConceptMapGroupComponent::getElement)
                .flatExtracting(ConceptMap.SourceElementComponent::getTarget)
                .isNotEmpty()
                .allMatch(
                        target -> target.hasComment() != (target.getEquivalence() == ConceptMapEquivalence.EQUIVALENT));
    }

    @ParameterizedTest
    @CsvSource({"left-sided-weakness, left, right", "right-sided-weakness, right, left"})
    void sideOfACodeIsInItsName(String valueSet, String side, String other) {
        assertThat(Terms.read(ValueSet.class, valueSet).getCompose().getInclude())
                .flatExtracting(ValueSet.ConceptSetComponent::getConcept)
                .isNotEmpty()
                .extracting(concept -> concept.getDisplay().toLowerCase())
                .allMatch(name -> name.contains(side) && !name.contains(other));
    }

    @Test
    void everyFindingThatNamesOneSideIsInTheValueSetOfThatSide() {
        assertThat(Terms.read(ValueSet.class, "weakness-finding").getCompose().getInclude().stream()
                        .flatMap(set -> set.getConcept().stream()
                                .filter(concept -> concept.getDisplay().matches("(?i).*\\b(left|right)\\b.*"))
                                .map(concept -> set.getSystem() + "|" + concept.getCode())))
                .containsExactlyInAnyOrderElementsOf(Stream.of("left-sided-weakness", "right-sided-weakness")
                        .flatMap(valueSet -> codes(valueSet).stream())
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "weakness-symptom, seed, 5",
        "weakness-red-flag, seed, 2",
    })
    void theSeedPageNamesTheseAndNoMore(String id, String origin, int number) {
        assertThat(Terms.read(CodeSystem.class, id).getConcept())
                .filteredOn(concept -> Terms.values(concept, "origin").contains(origin))
                .hasSize(number)
                .allMatch(concept -> source(concept).contains("Cleveland Clinic"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "weakness-course",
                "weakness-symptom",
                "weakness-red-flag",
                "weakness-treatment",
                "weakness-prevention",
                "treatment-type"
            })
    void everyConceptNamesItsSource(String id) {
        assertThat(Terms.read(CodeSystem.class, id).getConcept())
                .isNotEmpty()
                .allMatch(concept -> source(concept).length() > 10);
    }

    @Test
    void everyTreatmentHasOneTypeAndEveryTypeIsUsed() {
        assertThat(Terms.read(CodeSystem.class, "weakness-treatment").getConcept())
                .allMatch(concept -> Terms.values(concept, "treatment-type").size() == 1)
                .flatExtracting(concept -> Terms.values(concept, "treatment-type"))
                .hasSameElementsAs(Terms.codes(Terms.read(CodeSystem.class, "treatment-type")));
    }

    private static String source(ConceptDefinitionComponent concept) {
        return String.join("", Terms.values(concept, "source"));
    }

    private static Stream<String> verified(String... uses) {
        return CodeList.read("codes.csv").stream()
                .filter(Row::isVerified)
                .filter(row -> SYSTEMS.contains(row.system()) && List.of(uses).contains(row.use()))
                .map(row -> row.system() + "|" + row.code())
                .distinct();
    }

    /** The codes of others that a value set writes out. */
    private static List<String> codes(String valueSet) {
        return Terms.read(ValueSet.class, valueSet).getCompose().getInclude().stream()
                .flatMap(set -> set.getConcept().stream().map(concept -> set.getSystem() + "|" + concept.getCode()))
                .toList();
    }
}
