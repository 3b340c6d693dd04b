package org.myotome.storage.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.BundleOf;
import org.myotome.RunningServer;
import org.myotome.StorageDependent;

/** What is stored, in whichever way, has its row, and the row says what the current version says. */
@StorageDependent
class ProjectionIT {

    private static final RunningServer SERVER = RunningServer.shared();
    private static final String ROWS = """
            select i.CODE as ITEM, s.SIDE, g.SYSTEM as SCALE, g.CODE as GRADE, cast(s.AMOUNT as double precision) as AMOUNT, r.CODE as REASON, s.STANDING,
              s.EXAM, s.RES_VER, s.EFFECTIVE, s.EFFECTIVE_END, m.CODE as METHOD, s.SOURCE, f.FHIR_ID as PERFORMER
            from MYO_STRENGTH s join HFJ_RESOURCE p on p.RES_ID = s.PATIENT join MYO_CODE i on i.ID = s.ITEM
              left join MYO_CODE g on g.ID = s.GRADE left join MYO_CODE r on r.ID = s.REASON
              left join MYO_CODE m on m.ID = s.METHOD
              left join HFJ_RESOURCE f on f.RES_ID = s.PERFORMER
            where p.FHIR_ID = ? order by s.RES_ID""";

    private final Bedside bedside = Bedside.on(SERVER);

    private List<Map<String, Object>> rows() {
        return RunningServer.sharedDatabase().queryForList(ROWS, id(bedside.patient()));
    }

    private Map<String, Object> row() {
        assertThat(rows()).hasSize(1);
        return rows().get(0);
    }

    private static String id(String reference) {
        return reference.substring(reference.indexOf('/') + 1);
    }

    private static void isConsistent() {
        Answer check = SERVER.get("/$check-projection");
        assertThat(check.status()).as(check.body()).isEqualTo(200);
        assertThat(check.body()).contains("consistent: ").doesNotContain("inconsistent");
    }

    private ObjectNode grade(String grade) {
        return bedside.grade("elbow-flexion", Limb.LEFT_ARM, grade);
    }

    private static ObjectNode update(ObjectNode resource, String reference) {
        return resource.deepCopy().put("id", id(reference));
    }

    @Test
    void holdsWhatAGradeSays() {
        ObjectNode grade = grade("4-minus");
        grade.putObject("meta").put("source", "urn:example:ward-3");
        SERVER.store(grade.toString());
        assertThat(row())
                .containsEntry("ITEM", "elbow-flexion")
                .containsEntry("SIDE", 0)
                .containsEntry("SCALE", "https://w3id.org/myotome/CodeSystem/mrc-muscle-grade")
                .containsEntry("GRADE", "4-minus")
                .containsEntry("AMOUNT", 3.67)
                .containsEntry("STANDING", 0)
                .containsEntry("RES_VER", 1)
                .containsEntry("METHOD", "mrc-expanded")
                .containsEntry("SOURCE", "urn:example:ward-3")
                .containsEntry("PERFORMER", id(bedside.tester()))
                .containsEntry(
                        "EFFECTIVE", Instant.parse("2026-11-20T08:30:00Z").toEpochMilli())
                .containsEntry("EFFECTIVE_END", null)
                .containsEntry("REASON", null)
                .containsEntry("EXAM", null);
        isConsistent();
    }

    /** Whatever a resource holds that the gate lets through, the projection must not refuse it. */
    @Test
    void keepsWhatFitsNoColumnInTheResourceAlone() {
        ObjectNode force = grade("4");
        force.putObject("meta").put("source", "urn:example:" + "x".repeat(600));
        force.remove("valueCodeableConcept");
        force.set(
                "valueQuantity",
                Answer.read("{\"value\": 1e15, \"system\": \"http://unitsofmeasure.org\", \"code\": \"N\"}"));
        ((ObjectNode) force.at("/method/coding/0")).put("code", "hhd");
        Answer answer = SERVER.post("/Observation", force.toString());
        if (answer.status() == 201) {
            assertThat(row()).containsEntry("AMOUNT", null).containsEntry("SOURCE", null);
        } else {
            assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        }
        ObjectNode score = bedside.sumScore(0, List.of());
        score.remove(List.of("valueQuantity", "derivedFrom"));
        score.set("dataAbsentReason", Answer.read("{\"coding\": [{\"code\": \"" + "y".repeat(600) + "\"}]}"));
        assertThat(SERVER.post("/Observation", score.toString()).status()).isLessThan(500);
        isConsistent();
    }

    @Test
    void holdsWhyThereIsNoGrade() {
        SERVER.store(bedside.notTested("knee-extension", Limb.RIGHT_LEG).toString());
        assertThat(row())
                .containsEntry("GRADE", null)
                .containsEntry("AMOUNT", null)
                .containsEntry("REASON", "not-performed")
                .containsEntry("SIDE", 1);
    }

    @ParameterizedTest
    @CsvSource({"nt,", "3,3.0", "4-star,4.0", "0-dstar,0.0"})
    void holdsMotorValues(String value, Double amount) {
        SERVER.store(bedside.motorValue("c5", Limb.RIGHT_ARM, value).toString());
        assertThat(row())
                .containsEntry("ITEM", "c5")
                .containsEntry("GRADE", value)
                .containsEntry("AMOUNT", amount);
    }

    @ParameterizedTest
    @CsvSource({
        "30,kg,294.1995,N",
        "30,kgf,294.1995,N",
        "10,[lbf_av],44.482216,N",
        "250,N,250,N",
        "40,N.m,40,N.m",
        "4000,N.cm,40,N.m"
    })
    void holdsForcesInOneUnit(String value, String unit, double amount, String kept) {
        ObjectNode force = bedside.grade("knee-extension", Limb.LEFT_LEG, "4");
        force.remove("valueCodeableConcept");
        force.set(
                "valueQuantity",
                Answer.read("{\"value\": %s, \"system\": \"http://unitsofmeasure.org\", \"code\": \"%s\"}"
                        .formatted(value, unit)));
        ((ObjectNode) force.at("/method/coding/0")).put("code", "hhd");
        SERVER.store(force.toString());
        assertThat(row()).containsEntry("GRADE", kept);
        assertThat((Double) row().get("AMOUNT")).isCloseTo(amount, org.assertj.core.data.Offset.offset(0.001));
        isConsistent();
    }

    @ParameterizedTest
    @CsvSource({"83173-5,0", "83174-3,1"})
    void takesTheSideOfAGripFromItsCode(String code, int side) {
        ObjectNode grip = bedside.grade("knee-extension", Limb.LEFT_LEG, "4");
        grip.remove(List.of("valueCodeableConcept", "bodySite", "method"));
        ((ObjectNode) grip.at("/code/coding/0"))
                .put("system", "http://loinc.org")
                .put("code", code);
        grip.set(
                "valueQuantity",
                Answer.read("{\"value\": 31, \"system\": \"http://unitsofmeasure.org\", \"code\": \"kg\"}"));
        SERVER.store(grip.toString());
        assertThat(row())
                .containsEntry("ITEM", code)
                .containsEntry("SIDE", side)
                .containsEntry("GRADE", "N");
    }

    @ParameterizedTest
    @CsvSource({
        "2026,2026-01-01T00:00:00Z,2027-01-01T00:00:00Z",
        "2026-02,2026-02-01T00:00:00Z,2026-03-01T00:00:00Z",
        "2026-02-28,2026-02-28T00:00:00Z,2026-03-01T00:00:00Z"
    })
    void takesAPartialDateForAllOfIt(String date, Instant start, Instant next) {
        SERVER.store(grade("3").put("effectiveDateTime", date).toString());
        assertThat(row())
                .containsEntry("EFFECTIVE", start.toEpochMilli())
                .containsEntry("EFFECTIVE_END", next.toEpochMilli() - 1);
        isConsistent();
    }

    @Test
    void takesTheSameInstantInTwoTimeZonesForOne() {
        SERVER.store(
                grade("3").put("effectiveDateTime", "2026-03-01T01:00:00+02:00").toString());
        SERVER.store(grade("3").put("effectiveDateTime", "2026-02-28T23:00:00Z").toString());
        assertThat(rows())
                .extracting(row -> row.get("EFFECTIVE"))
                .containsOnly(rows().get(0).get("EFFECTIVE"));
    }

    @Test
    void followsUpdatePatchDeleteAndReturn() {
        String stored = SERVER.store(grade("4").toString());
        SERVER.put("/" + stored, update(grade("2"), stored).toString());
        assertThat(row()).containsEntry("GRADE", "2").containsEntry("RES_VER", 2);
        Answer patched = SERVER.patch(
                "/" + stored,
                "[{\"op\": \"replace\", \"path\": \"/status\", \"value\": \"entered-in-error\"}]",
                "application/json-patch+json");
        assertThat(patched.status()).as(patched.body()).isEqualTo(200);
        assertThat(row()).containsEntry("STANDING", 2).containsEntry("RES_VER", 3);
        SERVER.delete("/" + stored);
        assertThat(rows()).isEmpty();
        isConsistent();
        SERVER.put("/" + stored, update(grade("5"), stored).toString());
        assertThat(row()).containsEntry("GRADE", "5").containsEntry("STANDING", 0);
        isConsistent();
    }

    @Test
    void keepsWhatIsPreliminaryApart() {
        SERVER.store(grade("4").put("status", "preliminary").toString());
        assertThat(row()).containsEntry("STANDING", 1);
    }

    @Test
    void knowsTheExamThatCameInTheSameTransaction() {
        BundleOf transaction = BundleOf.transaction();
        List<String> members = new ArrayList<>();
        for (ObjectNode grade : bedside.twelve("4")) {
            members.add("urn:uuid:" + java.util.UUID.randomUUID());
            transaction.post(grade, members.get(members.size() - 1));
        }
        transaction.post(bedside.exam(members));
        assertThat(SERVER.post("", transaction.toString()).status()).isEqualTo(200);
        assertThat(exams()).hasSize(13).filteredOn(exam -> exam != null).hasSize(12);
        assertThat(exams().stream().filter(exam -> exam != null).distinct()).hasSize(1);
        isConsistent();
    }

    private List<Object> exams() {
        return rows().stream().map(row -> row.get("EXAM")).toList();
    }

    @Test
    void knowsTheExamThatComesLaterChangesAndGoes() {
        List<String> grades = bedside.store(bedside.twelve("4"));
        String exam = SERVER.store(bedside.exam(grades).toString());
        Object row = RunningServer.sharedDatabase()
                .queryForObject("select RES_ID from HFJ_RESOURCE where FHIR_ID = ?", Long.class, id(exam));
        assertThat(exams()).filteredOn(row::equals).hasSize(12);
        SERVER.put("/" + exam, update(bedside.exam(grades.subList(0, 7)), exam).toString());
        assertThat(exams()).filteredOn(row::equals).hasSize(7);
        isConsistent();
        String other = SERVER.store(bedside.exam(grades.subList(5, 12)).toString());
        assertThat(exams()).filteredOn(row::equals).hasSize(7);
        assertThat(exams()).filteredOn(found -> found != null).hasSize(12);
        SERVER.put(
                "/" + exam,
                update(bedside.exam(grades), exam)
                        .put("status", "entered-in-error")
                        .toString());
        assertThat(exams()).filteredOn(row::equals).isEmpty();
        assertThat(exams()).filteredOn(found -> found != null).hasSize(7);
        isConsistent();
        SERVER.delete("/" + other);
        assertThat(exams()).containsOnlyNulls();
        isConsistent();
    }

    @Test
    void keepsNothingOfATransactionThatFails() {
        BundleOf transaction = BundleOf.transaction().post(grade("4")).post(grade("9"));
        assertThat(SERVER.post("", transaction.toString()).status()).isGreaterThanOrEqualTo(400);
        assertThat(rows()).isEmpty();
    }

    @Test
    void tellsWhatDiffersAndMendsIt() {
        bedside.store(bedside.twelve("4"));
        var database = RunningServer.sharedDatabase();
        var resources = database.queryForList(
                "select RES_ID from MYO_STRENGTH where PATIENT = (select RES_ID from HFJ_RESOURCE where FHIR_ID = ?)",
                Long.class,
                id(bedside.patient()));
        database.update("delete from MYO_STRENGTH where RES_ID = ?", resources.get(0));
        database.update("update MYO_STRENGTH set SIDE = 2 where RES_ID = ?", resources.get(1));
        database.update("update MYO_STRENGTH set EXAM = 1 where RES_ID = ?", resources.get(2));
        Answer check = SERVER.get("/$check-projection");
        assertThat(check.body())
                .contains("Observation " + resources.get(0) + " missing")
                .contains("Observation " + resources.get(1) + " different")
                .contains("Observation " + resources.get(2) + " different")
                .contains("inconsistent: ")
                .contains(", 3 rows differ");
        Answer rebuilt = SERVER.post("/$rebuild-projection", "{\"resourceType\": \"Parameters\"}");
        assertThat(rebuilt.body()).contains("rebuilt: ").contains(", 3 rows mended");
        isConsistent();
        assertThat(rows()).hasSize(12);
    }

    @Test
    void refusesParametersAndAnUnsafeGet() {
        assertThat(SERVER.get("/$rebuild-projection").status()).isEqualTo(405);
        Answer answer = SERVER.get("/$check-projection?patient=1");
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("patient");
    }
}
