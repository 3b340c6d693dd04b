package org.myotome.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.terminology.OperationTestServer.BASE;
import static org.myotome.terminology.OperationTestServer.MDC;
import static org.myotome.terminology.OperationTestServer.SNOMED;
import static org.myotome.terminology.OperationTestServer.query;
import static org.myotome.terminology.OperationTestServer.text;

import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UriType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** https://hl7.org/fhir/R4/conceptmap-operation-translate.html */
class TranslateOperationTest {

    private static final String MAP = BASE + "/ConceptMap/muscle-to-site";
    private static final String LEFT_BICEPS = "459381";
    private static final String LEFT_ARM = "80768000";
    private static final String TEXTS = BASE + "/CodeSystem/grade-text";

    private static final OperationTestServer SERVER = OperationTestServer.shared();

    @Test
    void leftBicepsIsRecordedAtTheLeftArm() {
        var found = translate("url", MAP, "system", MDC, "code", LEFT_BICEPS);
        assertThat(text(found, "result")).isEqualTo("true");
        assertThat(matches(found)).hasSize(1);
        var match = matches(found).get(0);
        assertThat(part(match, "equivalence").primitiveValue()).isEqualTo("wider");
        assertThat(part(match, "source").primitiveValue()).isEqualTo(MAP);
        var concept = (Coding) part(match, "concept");
        assertThat(concept.getSystem()).isEqualTo(SNOMED);
        assertThat(concept.getCode()).isEqualTo(LEFT_ARM);
        assertThat(concept.getDisplay()).isEqualTo("Left upper limb");
    }

    @Test
    void reverseGivesTheMusclesOfTheArmAndTurnsTheEquivalence() {
        var found = translate("url", MAP, "system", SNOMED, "code", LEFT_ARM, "reverse", "true");
        assertThat(text(found, "result")).isEqualTo("true");
        assertThat(matches(found)).anySatisfy(match -> {
            assertThat(((Coding) part(match, "concept")).getCode()).isEqualTo(LEFT_BICEPS);
            assertThat(part(match, "equivalence").primitiveValue()).isEqualTo("narrower");
        });
    }

    @Test
    void everyElementOfEveryMapIsTranslatedThereAndBack() {
        var maps = OperationTestServer.guide().all(ConceptMap.class);
        assertThat(maps).isNotEmpty();
        for (var map : maps) {
            for (var group : map.getGroup()) {
                for (var element : group.getElement()) {
                    for (var target : element.getTarget()) {
                        var there =
                                translate("url", map.getUrl(), "system", group.getSource(), "code", element.getCode());
                        if (!target.hasCode()) {
                            assertThat(text(there, "result"))
                                    .as(element.getCode())
                                    .isEqualTo("false");
                            assertThat(text(there, "message")).isEqualTo(target.getComment());
                            continue;
                        }
                        assertThat(codes(there)).as(element.getCode()).contains(target.getCode());
                        var back = translate(
                                "url",
                                map.getUrl(),
                                "system",
                                group.getTarget(),
                                "code",
                                target.getCode(),
                                "reverse",
                                "true");
                        assertThat(codes(back)).as(target.getCode()).contains(element.getCode());
                    }
                }
            }
        }
    }

    @Test
    void movementAndSideOfAMuscleComeFromTwoMapsAtOnce() {
        assertThat(codes(translate("system", MDC, "code", LEFT_BICEPS)))
                .containsExactlyInAnyOrder(LEFT_ARM, "elbow-flexion", "forearm-supination");
    }

    /** The inverted NINDS scale: its 0 is normal. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "2", "3", "4", "5"})
    void valueOfAnInvertedScaleIsNoGrade(String digit) {
        var found = translate("system", "https://cde.nlm.nih.gov/deView?tinyId=Y2B7fRz0OB_", "code", digit);
        assertThat(text(found, "result")).isEqualTo("false");
        assertThat(text(found, "message")).contains("0 is normal");
        assertThat(matches(found)).singleElement().satisfies(match -> {
            assertThat(part(match, "equivalence").primitiveValue()).isEqualTo("unmatched");
            assertThat(match.getPart()).noneMatch(part -> part.getName().equals("concept"));
        });
    }

    @ParameterizedTest
    @CsvSource({"4+/5, 4-plus", "4(-), 4-minus", "mrc 4, 4", "iv/v, 4", "0/5, 0"})
    void textIsTranslatedIntoItsGrade(String text, String grade) {
        assertThat(codes(translate("url", BASE + "/ConceptMap/grade-text-to-mrc", "system", TEXTS, "code", text)))
                .containsExactly(grade);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4-5", "5-", "0*", "nt", "8/10", "4.5", "unable", "full resistance", "+4"})
    void textThatIsNoGradeSaysWhy(String text) {
        var found = translate("url", BASE + "/ConceptMap/grade-text-to-mrc", "system", TEXTS, "code", text);
        assertThat(text(found, "result")).isEqualTo("false");
        assertThat(text(found, "message")).isNotBlank().doesNotContain("No concept map");
    }

    @Test
    void instanceTypeConceptAndNoMapGiveTheSameAnswer() {
        var expected = translate("url", MAP, "system", MDC, "code", LEFT_BICEPS);
        var instance = SERVER.get("ConceptMap/muscle-to-site/$translate" + query("coding", MDC + "|" + LEFT_BICEPS));
        assertThat(expected.equalsDeep(instance.ok(Parameters.class))).isTrue();
        assertThat(expected.equalsDeep(translate("system", MDC, "code", LEFT_BICEPS, "targetsystem", SNOMED)))
                .isTrue();
        var body = new Parameters()
                .addParameter("codeableConcept", new CodeableConcept(new Coding(MDC, LEFT_BICEPS, null)))
                .addParameter("targetsystem", new UriType(SNOMED))
                .addParameter("reverse", new BooleanType(false));
        assertThat(expected.equalsDeep(
                        SERVER.post("ConceptMap/$translate", body).ok(Parameters.class)))
                .isTrue();
    }

    @Test
    void targetThatNoMapHasGivesNoTranslation() {
        for (var condition : List.of("targetsystem", "target", "source")) {
            var found = translate("system", MDC, "code", LEFT_BICEPS, condition, "http://example.org/other");
            assertThat(text(found, "result")).as(condition).isEqualTo("false");
            assertThat(matches(found)).isEmpty();
        }
    }

    @Test
    void codeWithoutTranslationIsNamed() {
        var found = translate("url", MAP, "system", MDC, "code", "1");
        assertThat(text(found, "result")).isEqualTo("false");
        assertThat(text(found, "message")).contains("\"1\"", MDC);
    }

    @Test
    void mapThatIsSentAlongIsFollowed() {
        var map = new ConceptMap();
        var group = map.addGroup().setSource("http://example.org/a").setTarget("http://example.org/b");
        group.addElement().setCode("x").addTarget().setCode("y").setEquivalence(ConceptMapEquivalence.EQUAL);
        group.addElement()
                .setCode("z")
                .addTarget()
                .setEquivalence(ConceptMapEquivalence.DISJOINT)
                .setCode("w")
                .setComment("They only sound alike.");
        assertThat(codes(SERVER.post("ConceptMap/$translate", with(map, "x")).ok(Parameters.class)))
                .containsExactly("y");
        var disjoint = SERVER.post("ConceptMap/$translate", with(map, "z")).ok(Parameters.class);
        assertThat(text(disjoint, "result")).isEqualTo("false");
        assertThat(text(disjoint, "message")).isEqualTo("They only sound alike.");
    }

    @Test
    void unknownMapIsNotFound() {
        assertThat(refused(404, IssueType.NOTFOUND, "url", MAP + "s", "system", MDC, "code", LEFT_BICEPS))
                .contains(MAP);
    }

    @Test
    void missingCodeOrSystemAndUnknownParameterAreRefused() {
        assertThat(refused(400, IssueType.REQUIRED, "url", MAP)).contains("code, coding, codeableConcept");
        assertThat(refused(400, IssueType.REQUIRED, "url", MAP, "code", LEFT_BICEPS))
                .contains("system");
        assertThat(refused(400, IssueType.NOTSUPPORTED, "url", MAP, "code", LEFT_BICEPS, "dependency", "x"))
                .contains("\"dependency\"", "targetsystem");
    }

    private static Parameters with(ConceptMap map, String code) {
        var body = new Parameters().addParameter("coding", new Coding("http://example.org/a", code, null));
        body.addParameter().setName("conceptMap").setResource(map);
        return body;
    }

    private static Parameters translate(String... parameters) {
        return SERVER.get("ConceptMap/$translate" + query(parameters)).ok(Parameters.class);
    }

    private static String refused(int status, IssueType type, String... parameters) {
        return SERVER.get("ConceptMap/$translate" + query(parameters)).refused(status, type);
    }

    private static List<ParametersParameterComponent> matches(Parameters found) {
        return found.getParameter().stream()
                .filter(part -> part.getName().equals("match"))
                .toList();
    }

    private static List<String> codes(Parameters found) {
        return matches(found).stream()
                .map(match -> ((Coding) part(match, "concept")).getCode())
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
