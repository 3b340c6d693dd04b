package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.RunningServer;

/** A search that is not understood is refused, never answered with too much or too little. */
class SearchErrorsIT {

    private final RunningServer server = RunningServer.shared();

    @Test
    void anUnknownParameterIsNamedAndTheAllowedOnesAreListed() {
        Answer refused = server.get("/Observation?grade-oder=lt3");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.header("Content-Type")).startsWith("application/fhir+json");
        assertThat(refused.refusal().diagnostics())
                .contains(
                        "grade-oder", "grade-order", "movement-grade", "body-site", "interpretation", "value-concept");
    }

    @Test
    void anUnknownParameterAmongKnownOnesIsRefusedToo() {
        Answer refused = server.get("/Observation?code=elbow-flexion&colour=red");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.refusal().diagnostics()).contains("colour");
        Answer posted =
                server.post("/Observation/_search", "colour=red", "Content-Type", "application/x-www-form-urlencoded");
        assertThat(posted.status()).isEqualTo(400);
        assertThat(posted.refusal().diagnostics()).contains("colour");
    }

    @ParameterizedTest
    @CsvSource({
        "subject.colour=red, colour",
        "subject:Patient.colour=red, colour",
        "_has:Observation:has-member:colour=red, colour",
        "_sort=colour, colour",
        "_include=Observation:colour, colour",
        "_revinclude=Observation:colour, colour"
    })
    void anUnknownNameInsideAParameterIsNamed(String query, String name) {
        Answer refused = server.get("/Observation?" + query);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.refusal().diagnostics()).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grade-order=abc",
                "grade-order=ltx",
                "date=foo",
                "date=2026-13-45",
                "_lastUpdated=x",
                "value-quantity=many"
            })
    void aValueThatIsNoNumberOrDateIsRefused(String query) {
        Answer refused = server.get("/Observation?" + query);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.refusal().diagnostics())
                .contains(query.substring(query.indexOf('=') + 1).replaceFirst("^lt", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "movement-grade=elbow-flexion",
                "movement-grade=elbow-flexion$",
                "movement-grade=$lt3",
                "movement-grade=elbow-flexion$x",
                "movement-grade:missing=true"
            })
    void movementGradeThatIsNoPairIsRefused(String query) {
        Answer refused = server.get("/Observation?" + query);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.refusal().diagnostics()).contains("movement-grade");
    }

    @ParameterizedTest
    @CsvSource({
        "Observation?movement-grade=elbow_flexion$lt4, '\"elbow_flexion\"', tested-movement",
        "Observation?movement-grade=elbow-flexion$lt4-minus, '\"lt4-minus\"', 4-minus is 3.67",
        "'Observation?movement-grade=knee-extension$lt3,elbow-flexin$lt3', '\"elbow-flexin\"', elbow-flexion$lt3",
        "Observation?movement-grade=c5$lt3, '\"c5\"', tested-movement",
        "Observation?grade-order=abc, '\"abc\"', 4-plus is 4.33",
        "Observation?grade-order=4-, '\"4-\"', such as lt3",
        "Patient?_has:Observation:patient:grade-order=weak, '\"weak\"', such as lt3",
        "Patient?_has:Observation:patient:movement-grade=elbow$lt3, '\"elbow\"', tested-movement"
    })
    void aGradeOrMovementThatIsNoneIsAnsweredWithThoseThatAre(String search, String sent, String allowed) {
        Answer refused = server.get("/" + search);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.refusal().diagnostics()).contains(sent, allowed);
    }

    @Test
    void aMovementOfAnotherSystemIsItsOwnMatter() {
        assertThat(server.count("/Observation?movement-grade=https://example.org/local%7CEFL$lt3"))
                .isZero();
    }

    @Test
    void aSearchIsNoTableAndSaysWhatIs() {
        assertThat(server.get("/Observation?code=elbow-flexion", "Accept", "text/csv"))
                .satisfies(SearchErrorsIT::namesTheTable);
        assertThat(server.get("/Observation?code=elbow-flexion&_format=csv")).satisfies(SearchErrorsIT::namesTheTable);
    }

    private static void namesTheTable(Answer refused) {
        assertThat(refused.status()).isEqualTo(406);
        assertThat(refused.refusal().diagnostics()).contains("json, xml", "$strength-trend");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "derived-from:Observation.movement-grade=elbow-flexion$lt5",
                "_has:Observation:has-member:movement-grade=elbow-flexion$lt5",
                "_sort=movement-grade"
            })
    void movementGradeCannotBeChained(String query) {
        Answer refused = server.get("/Observation?" + query);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.refusal().diagnostics()).contains("movement-grade", "grade-order");
    }

    @ParameterizedTest
    @ValueSource(strings = {"code:colour=x", "code:missing=maybe", "subject:colour=x"})
    void anUnknownModifierIsRefused(String query) {
        Answer refused = server.get("/Observation?" + query);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.refusal().diagnostics())
                .contains(query.replaceFirst(".*[:=]", "").replace("x", "colour"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"_count=-1", "_count=many", "_summary=short", "_total=roughly"})
    void aWrongControlOfTheAnswerIsRefused(String query) {
        Answer refused = server.get("/Observation?" + query);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.refusal().diagnostics()).contains(query.substring(0, query.indexOf('=')));
    }

    @Test
    void aPostedSearchMustBeAForm() {
        Answer refused = server.post("/Observation/_search", "{\"code\": \"elbow-flexion\"}");
        assertThat(refused.status()).isIn(400, 415);
        assertThat(refused.refusal().diagnostics()).contains("application/x-www-form-urlencoded");
    }

    @Test
    void anUnknownValueSetIsNamed() {
        String unknown = "https://w3id.org/myotome/ValueSet/no-such-grades";
        Answer refused = server.get("/Observation?value-concept:in=" + unknown);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.refusal().diagnostics()).contains(unknown);
    }

    @Test
    void aPageThatIsNoMoreSaysSo() {
        Answer gone = server.get("?_getpages=6f6c6b6c-0000-0000-0000-000000000000");
        assertThat(gone.status()).isIn(404, 410);
        assertThat(gone.refusal().diagnostics()).contains("6f6c6b6c-0000-0000-0000-000000000000");
    }
}
