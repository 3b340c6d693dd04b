package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.RunningServer;
import org.myotome.StorageDependent;

/** What every FHIR server can find, on one patient's exam of twelve grades and their score. https://hl7.org/fhir/R4/search.html */
@StorageDependent
class SearchIT {

    private static final RunningServer SERVER = RunningServer.shared();
    private static Bedside bedside;
    private static List<String> grades;
    private static String score;
    private static String exam;

    @BeforeAll
    static void storeAnExam() {
        bedside = Bedside.on(SERVER);
        grades = bedside.store(bedside.twelve("4"));
        score = SERVER.store(bedside.sumScore(48, grades).toString());
        List<String> members = new ArrayList<>(grades);
        members.add(score);
        exam = SERVER.store(bedside.exam(members).toString());
    }

    private static Answer search(String condition) {
        Answer answer = SERVER.get("/Observation?subject=" + bedside.patient() + "&" + condition);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    @Test
    void aSearchIsABundleThatNamesItself() {
        Answer found = search("_id=" + score.substring("Observation/".length()));
        assertThat(found.json().path("type").asText()).isEqualTo("searchset");
        assertThat(found.json().at("/entry/0/search/mode").asText()).isEqualTo("match");
        assertThat(found.json().at("/entry/0/fullUrl").asText()).isEqualTo(SERVER.base() + "/" + score);
        assertThat(found.json().at("/link/0/relation").asText()).isEqualTo("self");
        assertThat(found.json().at("/link/0/url").asText()).contains("subject=");
    }

    @Test
    void aResourceIsFoundAtOnce() {
        Bedside other = Bedside.on(SERVER);
        String search = "/Observation?subject=" + other.patient();
        assertThat(SERVER.get(search).references()).isEmpty();
        String stored =
                SERVER.store(other.grade("elbow-flexion", Limb.LEFT_ARM, "3").toString());
        assertThat(SERVER.get(search).references()).containsExactly(stored);
        SERVER.delete("/" + stored);
        assertThat(SERVER.get(search).references()).isEmpty();
    }

    @Test
    void conditionsNarrowAndAlternativesWiden() {
        assertThat(search("code=elbow-flexion").references()).hasSize(2);
        assertThat(search("code=elbow-flexion,hip-flexion").references()).hasSize(4);
        assertThat(search("code=elbow-flexion&body-site=" + Limb.LEFT_ARM.code())
                        .references())
                .containsExactly(grades.get(2));
        assertThat(search("date=2026-11-20&status=final").references()).hasSize(14);
        assertThat(search("date=lt2026-11-20").references()).isEmpty();
    }

    @Test
    void chainsReachIntoWhatIsReferredTo() {
        String identifier = SERVER.get("/" + bedside.patient())
                .json()
                .at("/identifier/0/value")
                .asText();
        assertThat(SERVER.count("/Observation?subject:Patient.identifier=https://example.org/id%7C" + identifier))
                .isEqualTo(14);
        assertThat(SERVER.count("/Observation?patient.identifier=" + identifier))
                .isEqualTo(14);
        assertThat(search("has-member.code=mrc-sum-score").references()).containsExactly(exam);
        assertThat(search("has-member:Observation.derived-from.code=elbow-flexion")
                        .references())
                .containsExactly(exam);
    }

    @Test
    void reverseChainsReachIntoWhatRefersToIt() {
        assertThat(SERVER.get("/Patient?_has:Observation:subject:_id=" + idOf(exam))
                        .references())
                .containsExactly(bedside.patient());
        assertThat(search("_has:Observation:derived-from:_id=" + idOf(score)).references())
                .containsExactlyInAnyOrderElementsOf(grades);
    }

    @Test
    void includeBringsWhatIsReferredTo() {
        Answer found = search("_id=" + idOf(score) + "&_include=Observation:subject&_include=Observation:derived-from");
        assertThat(found.references())
                .hasSize(14)
                .contains(score, bedside.patient())
                .containsAll(grades);
        assertThat(modes(found)).containsOnly("match", "include");
        assertThat(modes(found).stream().filter("match"::equals)).hasSize(1);
    }

    @Test
    void revincludeBringsWhatRefersToIt() {
        Answer found = SERVER.get("/Patient?_id=" + idOf(bedside.patient()) + "&_revinclude=Observation:subject");
        assertThat(found.references()).hasSize(15).contains(bedside.patient(), score, exam);
    }

    @Test
    void includeIteratesFromTheExamToTheGrades() {
        Answer found = search(
                "_id=" + idOf(exam) + "&_include=Observation:has-member&_include:iterate=Observation:derived-from");
        assertThat(found.references()).hasSize(14).containsAll(grades);
        assertThat(new HashSet<>(found.references())).hasSize(14);
    }

    @Test
    void sortOrdersUpAndDown() {
        List<String> up = search("code=mrc-sum-score,strength-exam&_sort=code").references();
        assertThat(up).containsExactly(score, exam);
        assertThat(search("code=mrc-sum-score,strength-exam&_sort=-code").references())
                .containsExactly(exam, score);
        assertThat(search("_sort=-_lastUpdated&_count=1").references()).containsExactly(exam);
    }

    @Test
    void searchesMayBePosted() {
        Answer found = SERVER.post(
                "/Observation/_search",
                "subject=" + bedside.patient() + "&code=elbow-flexion",
                "Content-Type",
                "application/x-www-form-urlencoded");
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.references()).hasSize(2);
    }

    @Test
    void searchesAnswerInXml() {
        Answer found = SERVER.get("/Observation?_id=" + idOf(score), "Accept", "application/fhir+xml");
        assertThat(found.header("Content-Type")).startsWith("application/fhir+xml");
        assertThat(found.body())
                .startsWith("<Bundle xmlns=\"http://hl7.org/fhir\">")
                .contains("mrc-sum-score");
    }

    private static String idOf(String reference) {
        return reference.substring(reference.indexOf('/') + 1);
    }

    private static List<String> modes(Answer bundle) {
        return StreamSupport.stream(bundle.json().path("entry").spliterator(), false)
                .map(entry -> entry.at("/search/mode").asText())
                .toList();
    }
}
