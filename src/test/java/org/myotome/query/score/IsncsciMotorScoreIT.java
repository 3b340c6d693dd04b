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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.RunningServer;

class IsncsciMotorScoreIT {

    private static final RunningServer SERVER = RunningServer.shared();

    private final Bedside bedside = Bedside.on(SERVER);

    private JsonNode exam() {
        return exam(SERVER.get("/" + bedside.patient() + "/$isncsci-motor-score"));
    }

    private static JsonNode exam(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return one(answer.json(), "exam");
    }

    private static int points(JsonNode exam, String score) {
        return one(one(exam, score), "score")
                .path("valueQuantity")
                .path("value")
                .asInt();
    }

    private List<ObjectNode> twenty(String value) {
        List<ObjectNode> values = new ArrayList<>(bedside.motorValues(true, value));
        values.addAll(bedside.motorValues(false, value));
        return values;
    }

    /** Every value that has points: stars change nothing in a sum. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0", "1", "2", "3", "4", "5", "0-star", "1-star", "2-star", "3-star", "4-star", "0-dstar", "1-dstar",
                "2-dstar", "3-dstar", "4-dstar"
            })
    void addsTheDigits(String value) {
        bedside.store(twenty(value));
        int digit = value.charAt(0) - '0';
        JsonNode exam = exam();
        assertThat(points(exam, "uems")).isEqualTo(10 * digit);
        assertThat(points(exam, "lems")).isEqualTo(10 * digit);
        assertThat(points(exam, "isncsci-motor-total")).isEqualTo(20 * digit);
        assertThat(all(one(exam, "isncsci-motor-total"), "grade")).hasSize(20);
        assertThat(all(one(exam, "uems"), "band")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nt", "nt-star", "nt-dstar"})
    void oneNtLeavesItsScoreAndTheTotalUndetermined(String value) {
        List<ObjectNode> values = twenty("4");
        values.set(0, bedside.motorValue("c5", Limb.LEFT_ARM, value));
        bedside.store(values);
        JsonNode exam = exam();
        assertThat(all(one(exam, "uems"), "score")).isEmpty();
        assertThat(all(one(exam, "isncsci-motor-total"), "score")).isEmpty();
        assertThat(points(exam, "lems")).isEqualTo(40);
        JsonNode missing = one(one(exam, "uems"), "missing");
        assertThat(coding(missing, "code")).isEqualTo("c5");
        assertThat(one(missing, "side").path("valueCode").asText()).isEqualTo("left");
        assertThat(one(missing, "reason").path("valueCode").asText()).isEqualTo("not-testable");
        assertThat(coding(one(missing, "result"), "grade")).isEqualTo(value);
    }

    @Test
    void storesEachScoreThatIsDeterminedOnce() {
        List<ObjectNode> values = twenty("3");
        values.set(19, bedside.motorValue("s1", Limb.RIGHT_LEG, "nt"));
        bedside.store(values);
        String path = "/" + bedside.patient() + "/$isncsci-motor-score?persist=true";
        JsonNode exam = exam(SERVER.post(path, "{\"resourceType\": \"Parameters\"}"));
        String uems = reference(one(exam, "uems"), "stored");
        assertThat(SERVER.get("/" + uems).json().at("/valueQuantity/value").asInt())
                .isEqualTo(30);
        assertThat(all(one(exam, "lems"), "stored")).isEmpty();
        assertThat(all(one(exam, "isncsci-motor-total"), "stored")).isEmpty();
        exam(SERVER.post(path, "{\"resourceType\": \"Parameters\"}"));
        assertThat(SERVER.count("/Observation?code=uems,lems,isncsci-motor-total&patient=" + bedside.patient()))
                .isEqualTo(1);
    }

    @Test
    void storesAllThree() {
        bedside.store(twenty("5"));
        String path = "/" + bedside.patient() + "/$isncsci-motor-score?persist=true";
        JsonNode exam = exam(SERVER.post(path, "{\"resourceType\": \"Parameters\"}"));
        assertThat(exam.findValuesAsText("name")).contains("stored");
        assertThat(SERVER.count("/Observation?code=uems,lems,isncsci-motor-total&patient=" + bedside.patient()))
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"half-grades=truncate, half-grades", "code=c5, code"})
    void knowsNoOtherParameters(String query, String name) {
        Answer answer = SERVER.get("/" + bedside.patient() + "/$isncsci-motor-score?" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.issues().get(0).diagnostics()).contains("\"" + name + "\"");
    }

    @Test
    void leavesMrcGradesOut() {
        bedside.store(bedside.twelve("4"));
        Answer answer = SERVER.get("/" + bedside.patient() + "/$isncsci-motor-score");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(all(answer.json(), "exam")).isEmpty();
        assertThat(one(answer.json(), "remark").path("valueString").asText()).contains("No exam");
    }

    @Test
    void answersForManyPatients() {
        bedside.store(twenty("2"));
        Answer answer = SERVER.get("/Patient/$isncsci-motor-score?patient=" + bedside.patient());
        assertThat(points(one(answer.json().at("/entry/0/resource"), "exam"), "isncsci-motor-total"))
                .isEqualTo(40);
    }
}
