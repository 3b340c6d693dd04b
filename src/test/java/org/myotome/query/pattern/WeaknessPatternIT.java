package org.myotome.query.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.RunningServer;
import org.myotome.strength.Side;
import org.myotome.strength.SidedMovement;

/** {@code $weakness-pattern} over HTTP: what is stored, which exam is taken, and how a wrong question is answered. */
class WeaknessPatternIT {

    private static final String BASE = "https://w3id.org/myotome";

    private final RunningServer server = RunningServer.shared();
    private final Bedside bedside = Bedside.on(server);

    static Stream<Vignette> vignettes() {
        return Vignette.all().stream().filter(Vignette::isGradedBySource);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vignettes")
    void storedExamHasTheAnswerOfItsGrades(Vignette vignette) {
        Map<SidedMovement, String> codes = vignette.codes();
        List<ObjectNode> grades = new ArrayList<>();
        codes.forEach((movement, code) -> grades.add(observation(movement, code)));
        bedside.store(grades);
        Answer answer = ask("");
        assertThat(value(answer, "result").path("valueCode").asText()).isEqualTo(vignette.result());
        assertThat(named(answer, "finding")).hasSize(codes.size());
        PatternResult result = Patterns.judge(vignette.findings(Grades.TABLE, Grades.ANATOMY));
        assertThat(named(answer, "pattern").stream().map(WeaknessPatternIT::verdict))
                .containsExactlyElementsOf(result.judgements().stream()
                        .map(judgement -> name(judgement.pattern()) + " "
                                + judgement.verdict().code())
                        .toList());
    }

    private ObjectNode observation(SidedMovement movement, String code) {
        if (movement.movement().matches("[clt]\\d")) {
            return bedside.motorValue(movement.movement(), limb(movement), code);
        }
        return bedside.grade(movement.movement(), limb(movement), code);
    }

    private static Limb limb(SidedMovement movement) {
        if (movement.side() == Side.NONE) {
            return Limb.NECK;
        }
        boolean arm = Grades.ANATOMY.movement(movement.movement()).orElseThrow().region() == Region.ARM;
        boolean left = movement.side() == Side.LEFT;
        return arm ? (left ? Limb.LEFT_ARM : Limb.RIGHT_ARM) : (left ? Limb.LEFT_LEG : Limb.RIGHT_LEG);
    }

    private static String name(PatternId id) {
        String which = id.part().orElse("");
        return id.code() + " "
                + id.side()
                        .map(side -> side.name().toLowerCase(java.util.Locale.ROOT))
                        .orElse("") + " "
                + (id.code().equals("single-plexus")
                        ? Grades.ANATOMY.plexus(which).display()
                        : which);
    }

    private static String verdict(JsonNode pattern) {
        return text(pattern, "code") + " " + text(pattern, "side") + " " + text(pattern, "which") + " "
                + text(pattern, "verdict");
    }

    @Test
    void patternShowsItsGradesLevelsAndCausesAndSaysThatItIsNoDiagnosis() {
        String weak = server.store(
                bedside.grade("ankle-dorsiflexion", Limb.RIGHT_LEG, "1").toString());
        bedside.store(List.of(
                bedside.grade("great-toe-extension", Limb.RIGHT_LEG, "2"),
                bedside.grade("ankle-eversion", Limb.RIGHT_LEG, "2"),
                bedside.grade("ankle-inversion", Limb.RIGHT_LEG, "5"),
                bedside.grade("ankle-plantarflexion", Limb.RIGHT_LEG, "5")));
        Answer answer = ask("?verdict=compatible");
        assertThat(value(answer, "disclaimer").path("valueString").asText()).contains("not a diagnosis");
        JsonNode pattern = named(answer, "pattern").get(0);
        assertThat(named(answer, "pattern")).hasSize(1);
        assertThat(verdict(pattern)).isEqualTo("single-nerve right common peroneal nerve compatible");
        assertThat(parts(pattern, "for").stream()
                        .map(part ->
                                part.path("valueReference").path("reference").asText()))
                .hasSize(3)
                .contains(weak);
        assertThat(parts(pattern, "for").stream()
                        .map(part -> part.path("valueReference").path("display").asText()))
                .contains("Ankle dorsiflexion, right: 1");
        assertThat(text(pattern, "lesion-level")).isEqualTo("peripheral-nerve");
        JsonNode level = named(answer, "lesion-level").get(0);
        assertThat(parts(level, "cause").stream()
                        .map(part -> part.path("valueCoding").path("code").asText()))
                .contains("common-peroneal-neuropathy")
                .doesNotContain("stroke");
        assertThat(parts(level, "cause-group").get(0).at("/valueCoding/code").asText())
                .isEqualTo("muscle-or-connective-tissue");
        assertThat(value(answer, "source").path("valueString").asText()).contains("Harrison");
    }

    @Test
    void oneWeakMovementIsNoRootAndNoNerveAndTheAnswerSaysWhatToTest() {
        bedside.store(List.of(
                bedside.grade("ankle-dorsiflexion", Limb.LEFT_LEG, "3"),
                bedside.grade("ankle-plantarflexion", Limb.LEFT_LEG, "5")));
        Answer answer = ask("");
        assertThat(value(answer, "result").path("valueCode").asText()).isEqualTo("not-enough-grades");
        JsonNode root = named(answer, "pattern").stream()
                .filter(pattern -> verdict(pattern).equals("single-root left L5 cannot-be-told"))
                .findFirst()
                .orElseThrow();
        assertThat(parts(root, "missing").stream()
                        .map(part -> text(part, "side") + " "
                                + part.at("/part/0/valueCoding/code").asText()))
                .contains("left hip-abduction", "left ankle-inversion");
        assertThat(parts(root, "reason")).isNotEmpty();
    }

    @Test
    void gradesOfWhatIsNotCompatibleAreShownWhereAskedFor() {
        bedside.store(bedside.twelve("3"));
        List<JsonNode> byDefault = named(ask(""), "pattern");
        List<JsonNode> asked = named(ask("?verdict=not-compatible,cannot-be-told"), "pattern");
        assertThat(asked).isNotEmpty().allSatisfy(pattern -> {
            assertThat(text(pattern, "verdict")).isNotEqualTo("compatible");
            assertThat(parts(pattern, "for")).isNotEmpty();
        });
        assertThat(byDefault)
                .hasSizeGreaterThan(asked.size())
                .allSatisfy(pattern -> assertThat(parts(pattern, "for").isEmpty())
                        .isEqualTo(text(pattern, "verdict").equals("not-compatible")));
    }

    @Test
    void latestExamCountsUnlessAnotherIsNamed() {
        List<String> early = store("2026-01-05T09:00:00+01:00", "final", bedside.twelve("3"));
        String panel = server.store(
                at("2026-01-05T09:00:00+01:00", bedside.exam(early)).toString());
        store("2026-06-05T09:00:00+02:00", "final", bedside.twelve("5"));
        assertThat(value(ask(""), "result").path("valueCode").asText()).isEqualTo("no-weakness");
        for (String exam : List.of(panel, panel.substring("Observation/".length()), early.get(3))) {
            Answer named = ask("?exam=" + exam);
            assertThat(value(named, "result").path("valueCode").asText()).isEqualTo("patterns");
            JsonNode about = value(named, "exam");
            assertThat(parts(about, "panel")
                            .get(0)
                            .at("/valueReference/reference")
                            .asText())
                    .isEqualTo(panel);
            assertThat(parts(about, "start").get(0).path("valueInstant").asText())
                    .startsWith("2026-01-05T08:00:00");
        }
    }

    @Test
    void preliminaryCountsWhereAskedForAndWithdrawnNever() {
        store("2026-02-01T10:00:00Z", "final", bedside.twelve("5"));
        store("2026-03-01T10:00:00Z", "preliminary", bedside.twelve("3"));
        store("2026-04-01T10:00:00Z", "entered-in-error", bedside.twelve("0"));
        assertThat(value(ask(""), "result").path("valueCode").asText()).isEqualTo("no-weakness");
        Answer preliminary = ask("?preliminary=true");
        assertThat(value(preliminary, "result").path("valueCode").asText()).isEqualTo("patterns");
        assertThat(parts(value(preliminary, "exam"), "start")
                        .get(0)
                        .path("valueInstant")
                        .asText())
                .startsWith("2026-03-01");
    }

    @Test
    void notTestableIsNeitherForNorAgainst() {
        bedside.store(List.of(
                bedside.grade("elbow-flexion", Limb.LEFT_ARM, "5"),
                bedside.grade("elbow-flexion", Limb.RIGHT_ARM, "5"),
                bedside.grade("knee-extension", Limb.RIGHT_LEG, "5"),
                bedside.notTested("knee-extension", Limb.LEFT_LEG)));
        Answer answer = ask("");
        assertThat(value(answer, "result").path("valueCode").asText()).isEqualTo("not-enough-grades");
        assertThat(named(answer, "finding").stream().map(finding -> text(finding, "reading")))
                .containsExactlyInAnyOrder("normal", "normal", "normal", "unknown");
    }

    @Test
    void oneScaleIsJudgedAndTheOtherIsNamed() {
        List<ObjectNode> exam = new ArrayList<>(bedside.twelve("5"));
        exam.addAll(bedside.motorValues(true, "0"));
        bedside.store(exam);
        Answer answer = ask("");
        assertThat(value(answer, "result").path("valueCode").asText()).isEqualTo("no-weakness");
        JsonNode about = value(answer, "exam");
        assertThat(text(about, "scale")).isEqualTo(BASE + "/CodeSystem/mrc-muscle-grade");
        JsonNode other = parts(about, "scale-not-used").get(0);
        assertThat(text(other, "scale")).isEqualTo(BASE + "/CodeSystem/isncsci-motor-value");
        assertThat(parts(other, "grades").get(0).path("valueInteger").asInt()).isEqualTo(10);
    }

    @Test
    void doubleStarSpeaksNeitherForNorAgainstAndStarIsWeak() {
        bedside.store(List.of(
                bedside.motorValue("l4", Limb.LEFT_LEG, "3-dstar"),
                bedside.motorValue("l3", Limb.LEFT_LEG, "3-star"),
                bedside.motorValue("l2", Limb.LEFT_LEG, "5"),
                bedside.motorValue("s1", Limb.LEFT_LEG, "nt")));
        assertThat(named(ask(""), "finding").stream()
                        .map(finding -> parts(finding, "movement")
                                        .get(0)
                                        .at("/valueCoding/code")
                                        .asText()
                                + " " + text(finding, "reading")))
                .containsExactlyInAnyOrder("l4 unknown", "l3 weak", "l2 normal", "s1 unknown");
    }

    @Test
    void postedParametersAreAnsweredLikeTheAddress() {
        bedside.store(bedside.twelve("4"));
        Answer posted = server.post("/" + bedside.patient() + "/$weakness-pattern", """
                {"resourceType": "Parameters", "parameter": [{"name": "verdict", "valueCode": "compatible"}]}""");
        assertThat(posted.status()).as(posted.body()).isEqualTo(200);
        assertThat(posted.json()).isEqualTo(ask("?verdict=compatible").json());
    }

    @Test
    void patientWithoutGradesHasNotEnough() {
        Answer answer = ask("");
        assertThat(value(answer, "result").path("valueCode").asText()).isEqualTo("not-enough-grades");
        assertThat(named(answer, "exam")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "?verdict=likely, 400, 'compatible, not-compatible'",
        "?exam=Patient/1, 400, Observation/[id]",
        "?exams=Observation/1, 400, 'preliminary, verdict'",
        "?preliminary=maybe, 400, true",
        "?exam=Observation/no-such-one, 404, no exam with grades",
    })
    void wrongQuestionIsAnsweredWithWhatIsAllowed(String query, int status, String teaches) {
        Answer answer = server.get("/" + bedside.patient() + "/$weakness-pattern" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.issues().get(0).diagnostics()).contains(teaches);
    }

    @Test
    void examOfAnotherPatientIsNotFound() {
        String foreign = Bedside.on(server).store(bedside.twelve("3")).get(0);
        assertThat(server.get("/" + Bedside.on(server).patient() + "/$weakness-pattern?exam=" + foreign)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void unknownPatientIsNotFound() {
        assertThat(server.get("/Patient/no-such-patient/$weakness-pattern").status())
                .isEqualTo(404);
    }

    @Test
    void capabilityStatementNamesTheDefinition() {
        assertThat(StreamSupport.stream(
                                server.get("/metadata")
                                        .json()
                                        .at("/rest/0/resource")
                                        .spliterator(),
                                false)
                        .filter(resource -> resource.path("type").asText().equals("Patient"))
                        .flatMap(resource ->
                                StreamSupport.stream(resource.path("operation").spliterator(), false))
                        .map(operation -> operation.path("definition").asText()))
                .contains(BASE + "/OperationDefinition/weakness-pattern");
        assertThat(server.get("/OperationDefinition/weakness-pattern").status()).isEqualTo(200);
    }

    private List<String> store(String time, String status, List<ObjectNode> grades) {
        grades.forEach(grade -> at(time, grade).put("status", status));
        return bedside.store(grades);
    }

    private static ObjectNode at(String time, ObjectNode observation) {
        return observation.put("effectiveDateTime", time);
    }

    private Answer ask(String query) {
        Answer answer = server.get("/" + bedside.patient() + "/$weakness-pattern" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static List<JsonNode> named(Answer answer, String name) {
        return StreamSupport.stream(answer.json().path("parameter").spliterator(), false)
                .filter(parameter -> parameter.path("name").asText().equals(name))
                .toList();
    }

    private static JsonNode value(Answer answer, String name) {
        return named(answer, name).get(0);
    }

    private static List<JsonNode> parts(JsonNode parameter, String name) {
        return StreamSupport.stream(parameter.path("part").spliterator(), false)
                .filter(part -> part.path("name").asText().equals(name))
                .toList();
    }

    private static String text(JsonNode parameter, String name) {
        return parts(parameter, name).stream()
                .flatMap(part -> Stream.of("valueCode", "valueString", "valueUri")
                        .map(part::path)
                        .filter(JsonNode::isTextual))
                .map(JsonNode::asText)
                .findFirst()
                .orElse("");
    }
}
