package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.RunningServer;
import org.myotome.StorageDependent;

/** What a question about a cohort counts and what it does not: corrections, deletions, dates, groups, other scales. */
@StorageDependent
class CohortRulesIT {

    private static final RunningServer SERVER = RunningServer.shared();

    private final Bedside bedside = Bedside.on(SERVER);

    private String id() {
        return bedside.patient().split("/")[1];
    }

    private ObjectNode grade(String grade) {
        return bedside.grade("ankle-dorsiflexion", Limb.LEFT_LEG, grade);
    }

    private String store(ObjectNode observation) {
        return SERVER.store(observation.toString());
    }

    private int count(String query) {
        return SERVER.count("/Observation?patient=" + id() + "&" + query);
    }

    private List<String> patients(String movementGrade) {
        return SERVER.getAsPasted(
                        "/fhir/Patient?_id=" + id() + "&_has:Observation:patient:movement-grade=" + movementGrade)
                .references();
    }

    @Test
    void whatWasEnteredInErrorIsFoundUntilTheStatusIsAskedFor() {
        ObjectNode grade = grade("1");
        String reference = store(grade);
        grade.put("id", reference.split("/")[1]).put("status", "entered-in-error");
        assertThat(SERVER.put("/" + reference, grade.toString()).status()).isEqualTo(200);
        assertThat(count("grade-order=lt2")).isEqualTo(1);
        assertThat(count("grade-order=lt2&status=final,amended,corrected")).isZero();
        assertThat(count("grade-order=lt2&status:not=entered-in-error")).isZero();
        assertThat(patients("ankle-dorsiflexion$lt2")).containsExactly(bedside.patient());
    }

    @Test
    void aCorrectedGradeIsFoundAsItIsNow() {
        ObjectNode grade = grade("1");
        String reference = store(grade);
        ObjectNode corrected = grade("4").put("id", reference.split("/")[1]).put("status", "corrected");
        assertThat(SERVER.put("/" + reference, corrected.toString()).status()).isEqualTo(200);
        assertThat(count("grade-order=lt2")).isZero();
        assertThat(count("movement-grade=ankle-dorsiflexion%244")).isEqualTo(1);
        assertThat(patients("ankle-dorsiflexion$lt2")).isEmpty();
        assertThat(patients("ankle-dorsiflexion$4")).containsExactly(bedside.patient());
    }

    @Test
    void aDeletedGradeIsGoneAndARestoredOneIsBack() {
        ObjectNode grade = grade("1");
        String reference = store(grade);
        assertThat(SERVER.delete("/" + reference).status()).isEqualTo(200);
        assertThat(count("grade-order=lt2")).isZero();
        assertThat(patients("ankle-dorsiflexion$lt2")).isEmpty();
        grade.put("id", reference.split("/")[1]);
        assertThat(SERVER.put("/" + reference, grade.toString()).status()).isIn(200, 201);
        assertThat(count("grade-order=lt2")).isEqualTo(1);
        assertThat(patients("ankle-dorsiflexion$lt2")).containsExactly(bedside.patient());
    }

    /** The same moment in three zones; a search in any of them finds it. */
    @ParameterizedTest
    @ValueSource(strings = {"2026-11-20T23:30:00Z", "2026-11-21T08:30:00+09:00", "2026-11-20T18:30:00-05:00"})
    void aMomentIsTheSameInEveryZone(String moment) {
        store(grade("3").put("effectiveDateTime", moment));
        assertThat(count("date=2026-11-20T23:30:00Z")).isEqualTo(1);
        assertThat(count("date=2026-11-21T08:30:00%2B09:00")).isEqualTo(1);
        assertThat(count("date=ge2026-11-20T23:30:00Z")).isEqualTo(1);
        assertThat(count("date=gt2026-11-20T23:30:00Z")).isZero();
        assertThat(count("date=lt2026-11-20T18:30:00-05:00")).isZero();
    }

    /** What is stored for a month is found by the month and by what overlaps it, and by no day of it alone. */
    @ParameterizedTest
    @CsvSource({
        "date=2026-11, 1",
        "date=2026, 1",
        "date=ge2026-11, 1",
        "date=le2026-11, 1",
        "date=ge2026-12, 0",
        "date=le2026-10, 0",
        "date=2026-11-20, 0",
        "date=2025, 0"
    })
    void aPartialDateIsAllOfItsTime(String date, int found) {
        store(grade("3").put("effectiveDateTime", "2026-11"));
        assertThat(count(date)).isEqualTo(found);
    }

    @Test
    void equalMomentsAreAllFoundOnceInPages() {
        List<String> stored = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            stored.add(store(grade("3")));
        }
        List<String> found = new ArrayList<>();
        Answer page = SERVER.get("/Observation?patient=" + id() + "&_sort=-date&_count=2");
        found.addAll(page.references());
        while (!page.next().isEmpty()) {
            page = SERVER.get(page.next());
            found.addAll(page.references());
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(stored);
    }

    @Test
    void theSameDigitOfAnotherScaleIsNotFound() {
        store(bedside.manualTest("ankle-dorsiflexion", Limb.LEFT_LEG, 2));
        store(bedside.motorValue("l4", Limb.LEFT_LEG, "2"));
        store(bedside.motorValue("l5", Limb.LEFT_LEG, "nt"));
        store(bedside.notTested("ankle-dorsiflexion", Limb.LEFT_LEG));
        assertThat(count("grade-order=lt3")).isZero();
        assertThat(count("movement-grade=ankle-dorsiflexion%24lt3")).isZero();
        assertThat(patients("ankle-dorsiflexion$le5")).isEmpty();
        assertThat(count("value-concept=https://w3id.org/myotome/CodeSystem/isncsci-motor-value%7Cnt"))
                .isEqualTo(1);
        assertThat(count("data-absent-reason=not-performed")).isEqualTo(1);
    }

    @Test
    void aGroupIsAskedByItsMembersAndItsMembersByTheGroup() {
        Bedside other = Bedside.on(SERVER);
        Bedside outside = Bedside.on(SERVER);
        String group = SERVER.store("""
                {"resourceType": "Group", "type": "person", "actual": true, "member": [
                  {"entity": {"reference": "%s"}}, {"entity": {"reference": "%s"}}]}""".formatted(bedside.patient(), other.patient()));
        String weak = store(grade("1"));
        String alsoWeak = SERVER.store(
                other.grade("ankle-dorsiflexion", Limb.LEFT_LEG, "1").toString());
        SERVER.store(outside.grade("ankle-dorsiflexion", Limb.LEFT_LEG, "1").toString());
        String id = group.split("/")[1];
        assertThat(SERVER.get("/Group?member=" + bedside.patient()).references())
                .containsExactly(group);
        assertThat(SERVER.get("/Group?member=" + outside.patient()).references())
                .isEmpty();
        assertThat(SERVER.get("/Patient?_has:Group:member:_id=" + id).references())
                .containsExactlyInAnyOrder(bedside.patient(), other.patient());
        assertThat(SERVER.get("/Observation?subject:Patient._has:Group:member:_id=" + id + "&grade-order=lt2")
                        .references())
                .containsExactlyInAnyOrder(weak, alsoWeak);
        assertThat(SERVER.get("/Observation?patient=" + bedside.patient() + "," + other.patient() + "&grade-order=lt2")
                        .references())
                .containsExactlyInAnyOrder(weak, alsoWeak);
    }

    @ParameterizedTest
    @CsvSource({
        "Patient?_has:Observation:patient:movement-grade=elbow-flexion, elbow-flexion$lt3",
        "Patient?_has:Observation:patient:movement-grade=elbow-flexion$ap3, 'eq, ne, gt, ge, lt or le'",
        "Patient?_has:Observation:patient:movement-grade=http://snomed.info/sct|1$lt3, tested-movement",
        "Patient?_has:Observation:performer:movement-grade=elbow-flexion$lt3, _has:Observation:patient:movement-grade",
        "Condition?subject._has:Observation:patient:movement-grade=elbow-flexion$lt3, subject:Patient",
        "Observation?_sort=strength, Valid values",
        "Observation?_total=roughly, accurate",
        "Observation?code:in=https://w3id.org/myotome/ValueSet/c5, Unknown ValueSet",
        "Observation?in-group=1, Valid search parameters"
    })
    void whatIsNotSupportedIsExplained(String search, String hint) {
        Answer refused = SERVER.getAsPasted("/fhir/" + search);
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.refusal().diagnostics()).contains(hint);
    }
}
