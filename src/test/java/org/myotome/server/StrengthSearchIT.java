package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.RunningServer;
import org.myotome.StorageDependent;

/** The questions about strength that the model must answer: one elbow flexion of each grade, and others beside them. */
@StorageDependent
class StrengthSearchIT {

    private static final RunningServer SERVER = RunningServer.shared();
    private static final String BASE = "https://w3id.org/myotome";
    private static final String GRADE = BASE + "/CodeSystem/mrc-muscle-grade|";
    private static final String MOVEMENT = BASE + "/CodeSystem/tested-movement|";
    private static final List<String> SCALE = List.of("0", "1", "2", "3", "4-minus", "4", "4-plus", "5");
    private static final Map<String, String> NAMES = new TreeMap<>();
    private static Bedside bedside;

    @BeforeAll
    static void storeOneOfEach() {
        bedside = Bedside.on(SERVER);
        for (String grade : SCALE) {
            store(grade, bedside.grade("elbow-flexion", Limb.LEFT_ARM, grade).toString());
        }
        store("knee-2", bedside.grade("knee-extension", Limb.RIGHT_LEG, "2").toString());
        store("ankle-3", bedside.grade("ankle-dorsiflexion", Limb.LEFT_LEG, "3").toString());
        store("neck-3", bedside.grade("neck-flexion", Limb.NECK, "3").toString());
        store("not-tested", bedside.notTested("hip-flexion", Limb.LEFT_LEG).toString());
        var abnormal = bedside.grade("wrist-extension", Limb.RIGHT_ARM, "4");
        abnormal.putArray("interpretation")
                .addObject()
                .putArray("coding")
                .addObject()
                .put("system", "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation")
                .put("code", "A");
        store("wrist-4-abnormal", abnormal.toString());
        // Another patient is never found.
        Bedside other = Bedside.on(SERVER);
        SERVER.store(other.grade("elbow-flexion", Limb.LEFT_ARM, "2").toString());
    }

    private static void store(String name, String json) {
        NAMES.put(SERVER.store(json), name);
    }

    static Stream<Arguments> questions() {
        return Stream.of(
                arguments("grade-order=lt3", "0 1 2 knee-2"),
                arguments("grade-order=le0", "0"),
                arguments("grade-order=3.67", "4-minus"),
                arguments("grade-order=ge3.67", "4-minus 4 4-plus 5 wrist-4-abnormal"),
                arguments("grade-order=gt4&grade-order=lt5", "4-plus"),
                arguments("grade-order=0,5", "0 5"),
                arguments("grade-order=4", "4 wrist-4-abnormal"),
                arguments("movement-grade=elbow-flexion$lt3", "0 1 2"),
                arguments("movement-grade=" + MOVEMENT + "elbow-flexion$ge4.33", "4-plus 5"),
                arguments("movement-grade=ankle-dorsiflexion$le4&body-site=http://snomed.info/sct|32153003", "ankle-3"),
                arguments("movement-grade=elbow-flexion$lt1,knee-extension$lt3", "0 knee-2"),
                arguments(
                        "movement-grade=" + MOVEMENT + "elbow-flexion$5," + MOVEMENT + "knee-extension$lt3",
                        "5 knee-2"),
                arguments("movement-grade=elbow-flexion$1,elbow-flexion$5", "1 5"),
                arguments("movement-grade=elbow-flexion$ge2&movement-grade=elbow-flexion$lt3.67", "2 3"),
                arguments("value-concept=" + GRADE + "4-plus", "4-plus"),
                arguments("value-concept=" + GRADE + "0," + GRADE + "1", "0 1"),
                arguments("value-concept:in=" + BASE + "/ValueSet/mrc-below-3", "0 1 2 knee-2"),
                arguments(
                        "code:in=" + BASE + "/ValueSet/tested-movement&value-concept:in=" + BASE
                                + "/ValueSet/mrc-below-3",
                        "0 1 2 knee-2"),
                arguments("code:in=" + BASE + "/ValueSet/neck-movement", "neck-3"),
                arguments("code:in=" + BASE + "/ValueSet/lower-limb-movement", "knee-2 ankle-3 not-tested"),
                arguments("body-site=http://snomed.info/sct|62175007", "knee-2"),
                arguments("body-site:in=" + BASE + "/ValueSet/right-site", "knee-2 wrist-4-abnormal"),
                arguments("body-site=http://snomed.info/sct|45048000,http://snomed.info/sct|62175007", "knee-2 neck-3"),
                arguments("interpretation=A", "wrist-4-abnormal"),
                arguments("data-absent-reason=not-performed&date=ge2026-10-23", "not-tested"),
                arguments("data-absent-reason=not-performed&date=ge2026-11-21", ""),
                arguments("data-absent-reason=not-performed&date=ge2026", "not-tested"),
                arguments("data-absent-reason=not-performed&date=ge2026-11&date=le2026-11", "not-tested"),
                arguments("data-absent-reason=not-performed&date=ge2026-12", ""),
                arguments("data-absent-reason=not-performed&date=le2026-10", ""),
                arguments("grade-order:missing=true", "not-tested"),
                arguments("code=" + MOVEMENT + "elbow-flexion,shoulder-abduction&grade-order=lt1", "0"),
                arguments("_profile=" + BASE + "/StructureDefinition/mrc-muscle-strength&grade-order=5", "5"));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void isAnswered(String question, String expected) {
        Answer found = SERVER.getAsPasted("/fhir/Observation?subject=" + bedside.patient() + "&" + question);
        assertThat(found.status()).as(found.body()).isEqualTo(200);
        assertThat(names(found)).containsExactlyInAnyOrder(expected.isEmpty() ? new String[0] : expected.split(" "));
        String escaped = Stream.of(question.split("&"))
                .map(condition -> condition.split("=", 2))
                .map(pair -> pair[0] + "=" + URLEncoder.encode(pair[1], StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        assertThat(names(SERVER.get("/Observation?subject=" + bedside.patient() + "&" + escaped)))
                .containsExactlyInAnyOrderElementsOf(names(found));
    }

    @Test
    void gradesAreSortedByTheirRank() {
        Answer found =
                SERVER.get("/Observation?subject=" + bedside.patient() + "&code=elbow-flexion&_sort=grade-order");
        assertThat(names(found)).isEqualTo(SCALE);
        found = SERVER.get(
                "/Observation?subject=" + bedside.patient() + "&code=elbow-flexion&_sort=-grade-order&_count=1");
        assertThat(names(found)).containsExactly("5");
    }

    @Test
    void patientsAreFoundByTheirGrades() {
        assertThat(SERVER.get("/Patient?_id=" + bedside.patient().split("/")[1]
                                + "&_has:Observation:subject:grade-order=lt1&_has:Observation:subject:date=le2026-11")
                        .references())
                .containsExactly(bedside.patient());
        assertThat(SERVER.get("/Patient?_id=" + bedside.patient().split("/")[1]
                                + "&_has:Observation:subject:body-site=22943007")
                        .references())
                .isEmpty();
    }

    @Test
    void scoresBelow48AreFoundByTheirValue() {
        Bedside weak = Bedside.on(SERVER);
        String score =
                SERVER.store(weak.sumScore(36, weak.store(weak.twelve("3"))).toString());
        String search = "/fhir/Observation?code=" + BASE + "/CodeSystem/strength-measure|mrc-sum-score&subject="
                + weak.patient() + "&value-quantity=";
        assertThat(SERVER.getAsPasted(search + "lt48|http://unitsofmeasure.org|{score}")
                        .references())
                .containsExactly(score);
        assertThat(SERVER.getAsPasted(search + "lt36|http://unitsofmeasure.org|{score}")
                        .references())
                .isEmpty();
        assertThat(SERVER.get("/Observation?derived-from.code=hip-flexion&subject=" + weak.patient())
                        .references())
                .containsExactly(score);
    }

    private static List<String> names(Answer found) {
        return found.references().stream().map(NAMES::get).toList();
    }
}
