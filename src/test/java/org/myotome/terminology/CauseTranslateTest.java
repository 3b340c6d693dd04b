package org.myotome.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.terminology.OperationTestServer.BASE;
import static org.myotome.terminology.OperationTestServer.SNOMED;
import static org.myotome.terminology.OperationTestServer.query;
import static org.myotome.terminology.OperationTestServer.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ValueSetExpansionContainsComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A cause is reached from each of its codes in SNOMED CT, ICD-10-CM, HPO and MONDO, and each of them from the cause. */
class CauseTranslateTest {

    private static final String CAUSES = BASE + "/CodeSystem/cause-of-weakness";
    private static final String ICD = "http://hl7.org/fhir/sid/icd-10-cm";

    private static final OperationTestServer SERVER = OperationTestServer.shared();

    @ParameterizedTest
    @ValueSource(strings = {"snomed-ct", "icd-10-cm", "hpo", "mondo"})
    void everyCodeLeadsToItsCausesAndBack(String system) {
        ConceptMap map = OperationTestServer.guide()
                .find(ConceptMap.class, BASE + "/ConceptMap/cause-to-" + system)
                .orElseThrow();
        var group = map.getGroupFirstRep();
        Set<String> targets = new TreeSet<>();
        for (var element : group.getElement()) {
            var codes =
                    element.getTarget().stream().map(target -> target.getCode()).toList();
            targets.addAll(codes);
            assertThat(codes(translate(CAUSES, element.getCode(), "targetsystem", group.getTarget())))
                    .as(element.getCode())
                    .containsExactlyElementsOf(codes);
        }
        for (var code : targets) {
            assertThat(codes(causes(group.getTarget(), code)))
                    .as(code)
                    .containsExactlyElementsOf(group.getElement().stream()
                            .filter(element -> element.getTarget().stream()
                                    .anyMatch(target -> target.getCode().equals(code)))
                            .map(element -> element.getCode())
                            .toList());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://snomed.info/sct, 91637004",
        "http://hl7.org/fhir/sid/icd-10-cm, G70.00",
        "http://hl7.org/fhir/sid/icd-10-cm, G70.01",
        "http://purl.obolibrary.org/obo/mondo.owl, MONDO:0009688",
    })
    void myastheniaIsOneCauseInEverySystem(String system, String code) {
        assertThat(codes(causes(system, code))).contains("myasthenia-gravis");
    }

    @ParameterizedTest
    @CsvSource({"G35, multiple-sclerosis", "G20, parkinson-disease"})
    void splitCodeIsTranslatedAndFlagged(String code, String cause) {
        var found = causes(ICD, code);
        assertThat(codes(found)).containsExactly(cause);
        assertThat(text(found, "message")).contains(code + " was split", "no longer billable");
        assertThat(text(translate(CAUSES, cause), "message")).contains(code + " was split");
    }

    /** Seen from the code, the cause of a wider code is narrower: no one may conclude from G71.01 that it is Duchenne. */
    @Test
    void duchenneOrBeckerIsNotDuchenne() {
        var found = causes(ICD, "G71.01");
        assertThat(equivalence(found, "duchenne-or-becker-muscular-dystrophy")).isEqualTo("equivalent");
        assertThat(equivalence(found, "duchenne-muscular-dystrophy")).isEqualTo("narrower");
        assertThat(equivalence(found, "muscular-dystrophy")).isEqualTo("wider");
        assertThat(text(found, "message")).contains("it does not say Duchenne or Becker");
    }

    @Test
    void ischaemicStrokeIsAStroke() {
        var found = causes(SNOMED, "422504002");
        assertThat(equivalence(found, "ischaemic-stroke")).isEqualTo("equivalent");
        assertThat(equivalence(found, "stroke")).isEqualTo("wider");
    }

    @ParameterizedTest
    @CsvSource({"http://snomed.info/sct, 52702003", "http://hl7.org/fhir/sid/icd-10-cm, G93.3"})
    void fatigueLeadsToNoCause(String system, String code) {
        assertThat(text(causes(system, code), "result")).isEqualTo("false");
    }

    @Test
    void fourGroupsTogetherAreAllCauses() {
        List<List<String>> groups =
                List.of("muscle-or-connective-tissue", "muscle-cell", "nervous-system", "chronic").stream()
                        .map(group -> expanded("cause-" + group))
                        .toList();
        assertThat(groups).allMatch(group -> !group.isEmpty());
        assertThat(groups.stream().flatMap(List::stream).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(expanded("cause-of-weakness"));
        assertThat(groups.get(1)).contains("polymyositis", "hypothyroidism").doesNotContain("stroke");
        assertThat(groups.get(3)).contains("polymyositis", "hypothyroidism", "multiple-sclerosis");
    }

    @Test
    void levelsCanBeChosenFrom() {
        assertThat(expanded("lesion-level"))
                .contains("upper-motor-neuron", "neuromuscular-junction")
                .hasSize(7);
    }

    private static List<String> expanded(String valueSet) {
        return SERVER.get("ValueSet/" + valueSet + "/$expand").ok(ValueSet.class).getExpansion().getContains().stream()
                .map(ValueSetExpansionContainsComponent::getCode)
                .toList();
    }

    private static Parameters causes(String system, String code) {
        return translate(system, code, "reverse", "true", "targetsystem", CAUSES);
    }

    private static Parameters translate(String system, String code, String... more) {
        var all = new ArrayList<>(List.of("system", system, "code", code));
        all.addAll(List.of(more));
        return SERVER.get("ConceptMap/$translate" + query(all.toArray(String[]::new)))
                .ok(Parameters.class);
    }

    private static String equivalence(Parameters found, String cause) {
        return matches(found).stream()
                .filter(match -> ((Coding) part(match, "concept")).getCode().equals(cause))
                .map(match -> part(match, "equivalence").primitiveValue())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> codes(Parameters found) {
        return matches(found).stream()
                .map(match -> ((Coding) part(match, "concept")).getCode())
                .toList();
    }

    private static List<ParametersParameterComponent> matches(Parameters found) {
        return found.getParameter().stream()
                .filter(part -> part.getName().equals("match"))
                .toList();
    }

    private static Type part(ParametersParameterComponent match, String name) {
        return match.getPart().stream()
                .filter(part -> part.getName().equals(name))
                .map(ParametersParameterComponent::getValue)
                .findFirst()
                .orElseThrow();
    }
}
