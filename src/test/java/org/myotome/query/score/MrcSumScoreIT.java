package org.myotome.query.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.query.score.ScoreParts.all;
import static org.myotome.query.score.ScoreParts.coding;
import static org.myotome.query.score.ScoreParts.one;
import static org.myotome.query.score.ScoreParts.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.RunningServer;
import org.myotome.StorageDependent;

@StorageDependent
class MrcSumScoreIT {

    private static final RunningServer SERVER = RunningServer.shared();
    private static final String NOTHING = "{\"resourceType\": \"Parameters\"}";
    private static final String PERSIST = """
            {"resourceType": "Parameters", "parameter": [{"name": "persist", "valueBoolean": true}]}""";

    private final Bedside bedside = Bedside.on(SERVER);

    private String operation() {
        return "/" + bedside.patient() + "/$mrc-sum-score";
    }

    private static JsonNode answered(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static void refused(Answer answer, int status, String words) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(words);
    }

    private JsonNode exam() {
        return one(answered(SERVER.get(operation())), "exam");
    }

    private static int points(JsonNode exam) {
        return one(exam, "score").path("valueQuantity").path("value").asInt();
    }

    private List<String> examAt(String time, List<ObjectNode> grades) {
        List<String> stored = new ArrayList<>(bedside.store(grades.stream()
                .map(grade -> grade.put("effectiveDateTime", time))
                .toList()));
        stored.add(
                0,
                SERVER.store(bedside.exam(stored).put("effectiveDateTime", time).toString()));
        return stored;
    }

    @ParameterizedTest
    @CsvSource({"5, 60, 48-to-60", "4, 48, 48-to-60", "3, 36, 36-to-47", "2, 24, below-36", "0, 0, below-36"})
    void addsTheTwelveGradesOfThePanel(String grade, int sum, String band) {
        List<String> stored = examAt("2026-11-20T09:30:00+01:00", bedside.twelve(grade));
        JsonNode exam = exam();
        assertThat(points(exam)).isEqualTo(sum);
        assertThat(coding(exam, "band")).isEqualTo(band);
        assertThat(one(exam, "source").path("valueString").asText()).contains("Hermans 2012");
        assertThat(reference(exam, "exam")).isEqualTo(stored.get(0));
        assertThat(all(exam, "grade")).hasSize(12);
        assertThat(all(exam, "grade").stream().map(part -> reference(part, "observation")))
                .containsExactlyInAnyOrderElementsOf(stored.subList(1, 13));
        assertThat(all(exam, "missing")).isEmpty();
        assertThat(all(exam, "stored")).isEmpty();
    }

    @Test
    void takesWhatHasNoPanelAndTheSameTimeForOneExam() {
        List<ObjectNode> grades = bedside.twelve("4");
        bedside.store(grades.subList(0, 6));
        bedside.store(grades.subList(6, 12).stream()
                .map(grade -> grade.put("effectiveDateTime", "2026-11-20T08:30:00Z"))
                .toList());
        assertThat(points(exam())).isEqualTo(48);
    }

    @Test
    void namesWhatIsMissingAndWhy() {
        List<ObjectNode> grades = new ArrayList<>(bedside.twelve("4"));
        grades.set(0, bedside.notTested("shoulder-abduction", Limb.LEFT_ARM));
        grades.set(1, bedside.grade("shoulder-abduction", Limb.RIGHT_ARM, "4-minus"));
        grades.set(2, bedside.manualTest("elbow-flexion", Limb.LEFT_ARM, 8));
        grades.add(bedside.grade("elbow-flexion", Limb.RIGHT_ARM, "2"));
        grades.remove(11);
        bedside.store(grades);

        JsonNode exam = exam();
        assertThat(all(exam, "score")).isEmpty();
        assertThat(all(exam, "band")).isEmpty();
        assertThat(all(exam, "missing").stream()
                        .map(part -> one(part, "side").path("valueCode").asText() + " " + coding(part, "code") + " "
                                + one(part, "reason").path("valueCode").asText() + " "
                                + all(part, "result").size()))
                .containsExactly(
                        "left shoulder-abduction not-testable 1",
                        "right shoulder-abduction half-grade 1",
                        "left elbow-flexion other-scale 1",
                        "right elbow-flexion ambiguous 2",
                        "right ankle-dorsiflexion no-grade 0");
        assertThat(coding(one(all(exam, "missing").get(0), "result"), "absent")).isEqualTo("not-performed");
        assertThat(all(exam, "grade")).hasSize(7);
    }

    @Test
    void dropsTheSignOfAHalfGradeOnlyOnRequest() {
        List<ObjectNode> grades = new ArrayList<>(bedside.twelve("5"));
        grades.set(0, bedside.grade("shoulder-abduction", Limb.LEFT_ARM, "4-minus"));
        grades.set(1, bedside.grade("shoulder-abduction", Limb.RIGHT_ARM, "4-plus"));
        bedside.store(grades);
        assertThat(all(exam(), "missing")).hasSize(2);

        JsonNode exam = one(answered(SERVER.get(operation() + "?half-grades=truncate")), "exam");
        assertThat(points(exam)).isEqualTo(58);
        assertThat(all(exam, "grade").stream()
                        .filter(part -> !all(part, "truncated").isEmpty()))
                .hasSize(2);
        refused(SERVER.post(operation() + "?persist=true&half-grades=truncate", NOTHING), 400, "sum of whole grades");
    }

    @Test
    void answersTheLatestExamOrThoseAskedFor() {
        examAt("2026-03-01T10:00:00Z", bedside.twelve("2"));
        List<String> second = examAt("2026-04", bedside.twelve("3"));
        examAt("2026-05-01T00:30:00+02:00", bedside.twelve("4"));
        assertThat(points(exam())).isEqualTo(48);
        assertThat(scores("?all=true")).containsExactly(24, 36, 48);
        assertThat(scores("?start=2026-04&end=2026-04")).containsExactly(36, 48);
        assertThat(scores("?end=2026-03")).containsExactly(24);
        assertThat(scores("?start=2027")).isEmpty();
        assertThat(scores("?exam=" + second.get(0))).containsExactly(36);
        assertThat(scores("?exam=" + second.get(5))).containsExactly(36);
        assertThat(scores("?exam=" + second.get(5).substring(12))).containsExactly(36);
    }

    private List<Integer> scores(String query) {
        return all(answered(SERVER.get(operation() + query)), "exam").stream()
                .map(MrcSumScoreIT::points)
                .toList();
    }

    @Test
    void countsPreliminaryGradesOnlyOnRequestAndWithdrawnOnesNever() {
        List<ObjectNode> grades = new ArrayList<>(bedside.twelve("5"));
        grades.get(0).put("status", "preliminary");
        grades.add(bedside.grade("elbow-flexion", Limb.LEFT_ARM, "0").put("status", "entered-in-error"));
        bedside.store(grades);
        assertThat(all(exam(), "missing")).hasSize(1);
        assertThat(points(one(answered(SERVER.get(operation() + "?preliminary=true")), "exam")))
                .isEqualTo(60);
    }

    @Test
    void followsCorrectionsDeletionsAndRestoredGrades() {
        List<ObjectNode> grades = bedside.twelve("5");
        List<String> stored = bedside.store(grades);
        ObjectNode corrected =
                grades.get(3).put("id", stored.get(3).substring(12)).put("status", "corrected");
        corrected.withArray("/valueCodeableConcept/coding").forEach(coding -> ((ObjectNode) coding).put("code", "3"));
        assertThat(SERVER.put("/" + stored.get(3), corrected.toString()).status())
                .isEqualTo(200);
        assertThat(points(exam())).isEqualTo(58);

        assertThat(SERVER.delete("/" + stored.get(3)).status()).isEqualTo(200);
        assertThat(all(exam(), "missing")).hasSize(1);
        assertThat(SERVER.put("/" + stored.get(3), corrected.toString()).status())
                .isEqualTo(201);
        assertThat(points(exam())).isEqualTo(58);
    }

    @Test
    void storesTheScoreOnce() {
        List<String> stored = examAt("2026-11-20T09:30:00+01:00", bedside.twelve("3"));
        JsonNode exam = one(answered(SERVER.post(operation(), PERSIST)), "exam");
        String score = reference(exam, "stored");
        JsonNode observation = SERVER.get("/" + score).json();
        assertThat(observation.at("/valueQuantity/value").asInt()).isEqualTo(36);
        assertThat(observation.path("status").asText()).isEqualTo("final");
        assertThat(observation.at("/subject/reference").asText()).isEqualTo(bedside.patient());
        assertThat(observation.at("/performer/0/reference").asText()).isEqualTo(bedside.tester());
        assertThat(observation.path("effectiveDateTime").asText()).isEqualTo("2026-11-20T09:30:00+01:00");
        assertThat(observation.at("/interpretation/0/coding/0/code").asText()).isEqualTo("36-to-47");
        assertThat(observation.at("/meta/security/0/code").asText()).isEqualTo("HTEST");
        assertThat(observation.at("/meta/source").asText()).startsWith("https://w3id.org/myotome/OperationDefinition/");
        assertThat(observation.at("/meta/profile/0").asText()).endsWith("/mrc-sum-score");
        assertThat(observation.path("derivedFrom").findValuesAsText("reference"))
                .containsExactlyInAnyOrderElementsOf(stored.subList(1, 13));

        assertThat(reference(one(answered(SERVER.post(operation(), PERSIST)), "exam"), "stored"))
                .isEqualTo(score);
        assertThat(reference(exam(), "stored")).isEqualTo(score);
        assertThat(scoresStored()).isEqualTo(1);
    }

    private int scoresStored() {
        return SERVER.count("/Observation?code=mrc-sum-score&patient=" + bedside.patient());
    }

    @Test
    void answersTheScoreThatASenderHasStored() {
        List<String> grades = bedside.store(bedside.twelve("4"));
        String sent = SERVER.store(bedside.sumScore(48, grades).toString());
        assertThat(reference(exam(), "stored")).isEqualTo(sent);
        assertThat(reference(one(answered(SERVER.post(operation(), PERSIST)), "exam"), "stored"))
                .isEqualTo(sent);
        assertThat(scoresStored()).isEqualTo(1);
    }

    @Test
    void storesOneScoreHoweverManyAskAtOnce() throws Exception {
        bedside.store(bedside.twelve("4"));
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> requests = IntStream.range(0, 16)
                    .mapToObj(i -> (Callable<String>) () ->
                            reference(one(answered(SERVER.post(operation(), PERSIST)), "exam"), "stored"))
                    .toList();
            List<String> answers = new ArrayList<>();
            for (var answer : clients.invokeAll(requests)) {
                answers.add(answer.get());
            }
            assertThat(answers).hasSize(16);
            assertThat(answers.stream().distinct()).hasSize(1);
        } finally {
            clients.shutdownNow();
        }
        assertThat(scoresStored()).isEqualTo(1);
    }

    @Test
    void doesNotBringBackAWithdrawnScoreByItself() {
        bedside.store(bedside.twelve("4"));
        String score = reference(one(answered(SERVER.post(operation(), PERSIST)), "exam"), "stored");
        ObjectNode withdrawn = (ObjectNode) SERVER.get("/" + score).json();
        withdrawn.put("status", "entered-in-error");
        assertThat(SERVER.put("/" + score, withdrawn.toString()).status()).isEqualTo(200);
        assertThat(all(exam(), "stored")).isEmpty();
        refused(SERVER.post(operation(), PERSIST), 409, "entered-in-error");
    }

    @Test
    void storesNothingWhereAGradeIsMissing() {
        bedside.store(bedside.twelve("4").subList(1, 12));
        JsonNode exam = one(answered(SERVER.post(operation(), PERSIST)), "exam");
        assertThat(all(exam, "missing")).hasSize(1);
        assertThat(all(exam, "stored")).isEmpty();
        assertThat(scoresStored()).isZero();
    }

    @Test
    void answersForManyPatientsInPages() {
        List<String> patients = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Bedside one = Bedside.on(SERVER);
            one.store(one.twelve(String.valueOf(i)));
            patients.add(one.patient());
        }
        patients.add(bedside.patient());
        String path = "/Patient/$mrc-sum-score?patient=" + String.join(",", patients) + "&_count=2";
        List<String> seen = new ArrayList<>();
        List<Integer> points = new ArrayList<>();
        int pages = 0;
        for (String next = path; !next.isEmpty(); pages++) {
            Answer page = SERVER.get(next);
            answered(page);
            page.json().path("entry").forEach(entry -> {
                seen.add(reference(entry.path("resource"), "patient"));
                points.add(points(one(entry.path("resource"), "exam")));
            });
            next = page.next();
        }
        assertThat(pages).isEqualTo(3);
        assertThat(seen).containsExactlyElementsOf(patients.subList(0, 5));
        assertThat(points).containsExactly(0, 12, 24, 36, 48);

        Answer all = SERVER.post("/Patient/$mrc-sum-score", """
                {"resourceType": "Parameters", "parameter": [
                  {"name": "patient", "valueReference": {"reference": "%s"}},
                  {"name": "patient", "valueReference": {"reference": "%s"}},
                  {"name": "_count", "valueInteger": 1}]}""".formatted(patients.get(0), patients.get(1)));
        answered(all);
        assertThat(all.json().path("entry")).hasSize(1);
        assertThat(answered(SERVER.get(all.next())).path("entry")).hasSize(1);
    }

    @Test
    void answersForAllPatients() {
        bedside.store(bedside.twelve("4"));
        Answer page = SERVER.get("/Patient/$mrc-sum-score?_count=1");
        assertThat(answered(page).path("entry")).hasSize(1);
    }

    @Test
    void namesThePatientWhoReplacesThisOne() {
        Bedside other = Bedside.on(SERVER);
        other.store(other.twelve("1"));
        bedside.store(bedside.twelve("4"));
        ObjectNode patient = (ObjectNode) SERVER.get("/" + bedside.patient()).json();
        patient.putArray("link")
                .addObject()
                .put("type", "replaced-by")
                .putObject("other")
                .put("reference", other.patient());
        assertThat(SERVER.put("/" + bedside.patient(), patient.toString()).status())
                .isEqualTo(200);
        JsonNode answer = answered(SERVER.get(operation()));
        assertThat(points(one(answer, "exam"))).isEqualTo(48);
        assertThat(one(answer, "remark").path("valueString").asText()).contains(other.patient());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "half-grades=round",
                "all=yes",
                "exam=Patient/1",
                "exam=a&all=true",
                "start=2026&all=true",
                "start=2026-04&end=2026-03",
                "persist=true&preliminary=true",
                "_count=3",
                "score=1"
            })
    void explainsWhatCannotBeAsked(String query) {
        Answer answer = SERVER.post(operation() + "?" + query, NOTHING);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.issues().get(0).diagnostics()).isNotBlank();
    }

    @Test
    void refusesWhatIsNotThere() {
        refused(SERVER.get("/Patient/nobody-at-all/$mrc-sum-score"), 404, "Patient/nobody-at-all");
        refused(SERVER.get("/Patient/$mrc-sum-score?patient=nobody-at-all"), 404, "Patient/nobody-at-all");
        refused(SERVER.get("/Patient/$mrc-sum-score?group=Group/none"), 404, "Group/none");
        refused(SERVER.get(operation() + "?exam=Observation/none"), 404, "Observation/none");
        refused(SERVER.get(operation() + "?persist=true"), 405, "POST");
        refused(SERVER.post("/Patient/$mrc-sum-score?persist=true", NOTHING), 400, "one patient");
        refused(SERVER.get("/Patient/$mrc-sum-score?_cursor=abc"), 400, "_cursor");
        refused(SERVER.get("/Patient/$mrc-sum-score?patient=1&group=Group/1"), 400, "one of them");
        assertThat(one(answered(SERVER.get(operation())), "remark")
                        .path("valueString")
                        .asText())
                .contains("No exam");
    }
}
