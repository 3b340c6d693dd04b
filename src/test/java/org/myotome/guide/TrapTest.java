package org.myotome.guide;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptReferenceComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.guide.CodeList.Row;

/**
 * Codes and scales that published material gets wrong cannot do their harm here: each row of the trap tables (domain.md §2.9
 * and §3.8, {@code rejected} in codes.csv) has its case, and a new row without one fails. That an invalid example is refused
 * for the reason in its name is the business of {@link ProfileExamplesTest}.
 */
class TrapTest {

    private static final Map<Path, JsonNode> INVALID = ArtefactFiles.in(ArtefactFiles.EXAMPLES.resolve("invalid"));
    private static final Map<Path, JsonNode> ARTEFACTS = ArtefactFiles.artefacts();
    private static final CodeList CODES = CodeList.load();
    private static final CodeCheck CHECK = new CodeCheck(CODES, ArtefactFiles.artefacts("CodeSystem"));
    private static final FhirValidator VALIDATOR = validator();

    /** Rejected as part of a grade: the invalid examples that send it so. */
    private static final Map<String, List<String>> AS_GRADE = Map.of(
            "366725004", List.of("Observation.code.coding--finding-of-muscle-tone"),
            "299042006", List.of("Observation.value.coding--weakness-of-hand-published-as-grade-5"),
            "71341001", List.of("Observation.bodySite.coding--femur-published-as-quadriceps"),
            "64038003", List.of("Observation.bodySite.coding--lymph-node-published-as-psoas"),
            "870179002",
                    List.of(
                            "Observation.method.coding--mrc-dyspnoea-scale",
                            "Observation.code.coding--mrc-dyspnoea-scale"),
            "83174-3", List.of("Observation.code.coding--grip-for-arm-strength"));

    /** Rejected as the code of a cause: what it was taken for. */
    private static final Map<String, String> AS_CAUSE = Map.of(
            "155082001", "Guillain-Barré syndrome",
            "56096001", "limb-girdle muscular dystrophy",
            "240104008", "myotonic dystrophy",
            "MONDO:0005290", "rhabdomyolysis",
            "E10", "diabetes mellitus");

    /** Digits that mean something else on another scale, domain.md §2.4, 2.5, 2.9 and 3.8. */
    private static final Map<String, List<String>> SCALES = Map.ofEntries(
            entry("NINDS, inverted", List.of("Observation.value.coding--ninds-inverted-0-is-normal")),
            entry("SGHI arm power", List.of("Observation.value.coding--sghi-arm-power-3")),
            entry("SGHI leg power", List.of("Observation.value.coding--sghi-leg-power-4-is-normal")),
            entry(
                    "NIHSS motor items",
                    List.of(
                            "Observation.value.coding--nihss-answer-0-is-best",
                            "Observation.code.coding--nihss-motor-arm")),
            entry("Rasch-built scale", List.of("Observation.value.coding--rasch-r3-is-normal")),
            entry(
                    "IMACS MMT8",
                    List.of(
                            "Observation.value.coding--mmt-10-is-normal",
                            "Observation.value--mmt-8-under-the-mrc-scale")),
            entry("MRC dyspnoea scale", List.of("Observation.method.coding--mrc-dyspnoea-scale")),
            entry("modified MRC scale", List.of("Observation.value--modified-scale-3-4")),
            entry("ISNCSCI", List.of("Observation.value.coding--isncsci-3-star")),
            entry("range of motion", List.of("Observation.code.coding--range-of-motion")));

    static Stream<Row> rejected() {
        return CodeList.read("codes.csv").stream().filter(Row::isRejected);
    }

    static Stream<String> examples() {
        return Stream.concat(AS_GRADE.values().stream(), SCALES.values().stream())
                .flatMap(List::stream)
                .distinct();
    }

    @Test
    void everyRejectedCodeHasItsCaseAndNoOtherCodeHas() {
        assertThat(rejected().map(Row::code))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(AS_GRADE.keySet().stream(), AS_CAUSE.keySet().stream())
                                .toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void exampleOfATrapIsThereToBeRefused(String name) {
        assertThat(INVALID).containsKey(file(name));
    }

    /** In the element that is announced as wrong, and not somewhere else. */
    @Test
    void exampleSendsTheRejectedCodeWhereItIsMisused() {
        AS_GRADE.forEach((code, names) -> names.forEach(name -> assertThat(CodeFinder.in(INVALID.get(file(name))))
                .as(name)
                .anyMatch(found -> found.code().equals(code) && found.isWithin(name.split("--")[0]))));
    }

    /** A code that is right in another use, such as grip, may stand there; one that never is may stand nowhere. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("rejected")
    void noArtefactHoldsARejectedCodeUnlessInItsTrueMeaning(Row trap) {
        List<Row> truth = CODES.rows(trap.system(), trap.code()).stream()
                .filter(Row::isVerified)
                .toList();
        assertThat(found(trap))
                .filteredOn(found -> !found.place().startsWith("ValueSet/misused-"))
                .allSatisfy(found -> assertThat(truth)
                        .as("%s", found)
                        .anyMatch(row -> found.display().isEmpty() || row.isCalled(found.display())));
    }

    /** One with a true meaning in this domain can still be sent in that meaning; it is told by its display or its place. */
    @Test
    void gateRefusesEveryOtherRejectedCodeBesideTheRightOne() {
        assertThat(Stream.of("misused-strength-code", "misused-cause-code")
                        .flatMap(id -> Terms.read(ValueSet.class, id).getCompose().getInclude().stream()
                                .flatMap(set -> set.getConcept().stream())))
                .extracting(ConceptReferenceComponent::getCode)
                .containsExactlyInAnyOrderElementsOf(rejected()
                        .map(Row::code)
                        .filter(code -> !Set.of("83174-3", "240104008").contains(code))
                        .toList());
    }

    /** Whoever wrote such a code into a map would hear of it. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("rejected")
    void codeCheckRefusesARejectedCodeInTheUseThatWasPublished(Row trap) {
        String element = AS_CAUSE.containsKey(trap.code()) ? "causeCode" : "valueCodeableConcept";
        assertThat(CHECK.findings(observation(element, trap.system(), trap.code())))
                .isNotEmpty()
                .anyMatch(finding -> finding.contains("rejected"));
    }

    /** MONDO maps myotonic dystrophy to its congenital form. Here that is one kind of it, and equal to itself only. */
    @Test
    void noMapTakesMyotonicDystrophyForItsCongenitalForm() {
        ARTEFACTS.values().stream()
                .flatMap(map -> map.findParents("target").stream())
                .filter(element -> !element.path("display").asText().startsWith("Congenital myotonic"))
                .flatMap(element -> StreamSupport.stream(element.path("target").spliterator(), false))
                .filter(target -> target.path("code").asText().equals("240104008"))
                .forEach(target ->
                        assertThat(target.path("equivalence").asText()).isEqualTo("narrower"));
    }

    /** Every answer of the NIHSS, every value of the inverted scale, every power of the intensive care chart. */
    @ParameterizedTest
    @CsvSource({
        "nihss-answer-0-is-best, LA18456-6, LA18456-6 LA18457-4 LA18458-2 LA18459-0 LA18460-8 LA18461-6",
        "ninds-inverted-0-is-normal, '\"code\":\"0\"', 0 1 2 3 4 5",
        "sghi-arm-power-3, arm-power-3, arm-power-0 arm-power-1 arm-power-2 arm-power-4 arm-power-5 leg-power-0",
    })
    void noValueOfAnotherScaleIsAGrade(String why, String sent, String values) {
        for (String value : values.split(" ")) {
            assertThat(errors("Observation.value.coding--" + why, sent, sent.contains("\"") ? code(value) : value))
                    .contains("Observation.value.ofType(CodeableConcept)");
        }
    }

    /** Digits of other scales that the MRC scale does not have are no codes of it either. */
    @ParameterizedTest
    @ValueSource(strings = {"r3", "mmt-10", "10", "2-3", "4-5", "3-star", "4*", "nt", "5-", "4.5", "-1"})
    void noGradeOfAnotherScaleIsACodeOfThisOne(String grade) {
        assertThat(errors("Observation.value--mmt-8-under-the-mrc-scale", "\"code\":\"8\"", code(grade)))
                .isNotEmpty();
    }

    private static List<FoundCode> found(Row trap) {
        return ARTEFACTS.values().stream()
                .flatMap(artefact -> CodeFinder.in(artefact).stream())
                .filter(found ->
                        found.system().equals(trap.system()) && found.code().equals(trap.code()))
                .toList();
    }

    private static Path file(String name) {
        return ArtefactFiles.EXAMPLES.resolve("invalid").resolve(name + ".json");
    }

    private static String code(String code) {
        return "\"code\":\"" + code + "\"";
    }

    /** Where the validator finds fault with an invalid example in which one thing was replaced. */
    private static List<String> errors(String name, String sent, String instead) {
        String example = INVALID.get(file(name)).toString();
        assertThat(example).contains(sent);
        return VALIDATOR.validateWithResult(example.replace(sent, instead)).getMessages().stream()
                .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
                .map(message -> message.getLocationString())
                .toList();
    }

    private static JsonNode observation(String element, String system, String code) {
        ObjectNode observation = JsonNodeFactory.instance.objectNode().put("resourceType", "Observation");
        observation
                .putObject(element)
                .putArray("coding")
                .addObject()
                .put("system", system)
                .put("code", code);
        return observation;
    }

    private static FhirValidator validator() {
        FhirContext fhir = FhirContext.forR4Cached();
        return fhir.newValidator()
                .registerValidatorModule(
                        new FhirInstanceValidator(Guide.load(fhir).validationSupport()));
    }
}
