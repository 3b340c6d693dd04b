package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.RunningServer;

/** How much of what was found is sent: totals, summaries, pages. */
class SearchAnswerIT {

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
    void totalIsCountedWhenAskedFor() {
        assertThat(search("_total=accurate&_count=2").json().path("total").asInt())
                .isEqualTo(14);
        assertThat(search("_total=none&_count=2").json().has("total")).isFalse();
        Answer count = search("_summary=count");
        assertThat(count.json().path("total").asInt()).isEqualTo(14);
        assertThat(count.json().has("entry")).isFalse();
    }

    /** HAPI stores an empty meta for it. */
    @Test
    void aResourceOfATransactionWithoutMetaIsFound() {
        String device = """
                {"resourceType": "Bundle", "type": "transaction", "entry": [{"resource": {"resourceType": "Device",
                 "id": "without-meta"}, "request": {"method": "PUT", "url": "Device/without-meta"}}]}""";
        assertThat(SERVER.post("", device).status()).isEqualTo(200);
        assertThat(SERVER.get("/Device?_id=without-meta").references()).containsExactly("Device/without-meta");
    }

    @Test
    void summaryAndElementsShortenAndSaySo() {
        Answer summary = search("_id=" + idOf(score) + "&_summary=true");
        assertThat(summary.json().at("/entry/0/resource/valueQuantity/value").asInt())
                .isEqualTo(48);
        assertThat(summary.json().at("/entry/0/resource/performer").isMissingNode())
                .isFalse();
        assertThat(summary.json().at("/entry/0/resource/meta/tag").toString()).contains("SUBSETTED");
        Answer elements = search("_id=" + idOf(score) + "&_elements=status,code");
        assertThat(elements.json().at("/entry/0/resource/status").asText()).isEqualTo("final");
        assertThat(elements.json().at("/entry/0/resource").has("subject")).isFalse();
        assertThat(elements.json().at("/entry/0/resource/meta/tag").toString()).contains("SUBSETTED");
    }

    @Test
    void pagesLoseAndRepeatNothing() {
        for (String order : List.of("", "&_sort=date", "&_sort=-code,_id")) {
            List<String> all = new ArrayList<>();
            Answer page = search("_count=4" + order);
            all.addAll(page.references());
            while (!page.next().isEmpty()) {
                page = SERVER.get(page.next());
                assertThat(page.references()).as(order).hasSizeLessThanOrEqualTo(4);
                all.addAll(page.references());
            }
            assertThat(all)
                    .as(order)
                    .hasSize(14)
                    .doesNotHaveDuplicates()
                    .contains(exam, score)
                    .containsAll(grades);
        }
    }

    private static String idOf(String reference) {
        return reference.substring(reference.indexOf('/') + 1);
    }
}
