package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.RunningServer;
import org.myotome.StorageDependent;
import org.springframework.jdbc.core.JdbcTemplate;

/** The number of a cohort is exact after every kind of change, in whichever way it comes. */
@StorageDependent
class GradeCountsIT {

    private static final RunningServer SERVER = RunningServer.shared();
    private static final Limb SIDE = Limb.LEFT_LEG;
    private static final String COHORT =
            "/Observation?code=knee-extension&grade-order=lt3&body-site=" + SIDE.code() + "&_count=1000";

    private final Bedside bedside = Bedside.on(SERVER);

    @Test
    void theNumberIsExactAfterEachKindOfChange() {
        int before = number();
        String plain = stored(grade("2"));
        assertThat(number()).as("a plain create").isEqualTo(before + 1);

        ObjectNode narrated = grade("1");
        narrated.putObject("text")
                .put("status", "additional")
                .put("div", "<div xmlns=\"http://www.w3.org/1999/xhtml\">weak</div>");
        String narratedId = stored(narrated);
        assertThat(number()).as("a create with a narrative").isEqualTo(before + 2);

        stored(grade("3"));
        assertThat(number()).as("not below 3").isEqualTo(before + 2);

        assertThat(SERVER.post("/", transaction(grade("0"), grade("5"))).status())
                .isEqualTo(200);
        assertThat(number()).as("a transaction").isEqualTo(before + 3);

        ObjectNode stronger = grade("4").put("id", plain.substring(plain.indexOf('/') + 1));
        assertThat(SERVER.put("/" + plain, stronger.toString()).status()).isEqualTo(200);
        assertThat(number()).as("an update out of it").isEqualTo(before + 2);

        assertThat(SERVER.put(
                                "/" + plain,
                                grade("1")
                                        .put("id", stronger.get("id").asText())
                                        .toString())
                        .status())
                .isEqualTo(200);
        assertThat(number()).as("an update into it").isEqualTo(before + 3);

        assertThat(SERVER.delete("/" + narratedId).status()).isIn(200, 204);
        assertThat(number()).as("a deletion").isEqualTo(before + 2);

        assertThat(SERVER.put(
                                "/" + narratedId,
                                narrated.put("id", narratedId.substring(narratedId.indexOf('/') + 1))
                                        .toString())
                        .status())
                .isIn(200, 201);
        assertThat(number()).as("brought back").isEqualTo(before + 3);

        Answer refused =
                SERVER.post("/Observation", grade("2").put("status", "nothing").toString());
        assertThat(refused.status()).isIn(400, 422);
        assertThat(number()).as("refused").isEqualTo(before + 3);
    }

    /** Of everything that the other tests have stored, changed and deleted as well. */
    @Test
    void theSumsAreTheRows() {
        JdbcTemplate database = RunningServer.sharedDatabase();
        assertThat(database.queryForList("""
                        select COHORT, AMOUNT, sum(N) from (
                          select COHORT, AMOUNT, N from MYO_GRADE_COUNT
                          union all
                          select COHORT, AMOUNT, -1 from MYO_STRENGTH
                           where COHORT is not null) rows
                        group by COHORT, AMOUNT having sum(N) <> 0""")).isEmpty();
    }

    private ObjectNode grade(String grade) {
        return bedside.grade("knee-extension", SIDE, grade);
    }

    private static String transaction(ObjectNode... grades) {
        return "{\"resourceType\": \"Bundle\", \"type\": \"transaction\", \"entry\": ["
                + Stream.of(grades)
                        .map(
                                "{\"resource\": %s, \"request\": {\"method\": \"POST\", \"url\": \"Observation\"}}"
                                        ::formatted)
                        .collect(Collectors.joining(","))
                + "]}";
    }

    private static String stored(ObjectNode grade) {
        return SERVER.store(grade.toString());
    }

    /** As it is counted, which must be how many are listed. */
    private static int number() {
        int counted =
                SERVER.get(COHORT + "&_summary=count").json().path("total").asInt();
        Answer page = SERVER.get(COHORT + "&_total=accurate");
        assertThat(page.json().path("total").asInt()).isEqualTo(counted);
        assertThat(page.references()).hasSize(counted);
        return counted;
    }
}
