package org.myotome.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.BundleOf;
import org.myotome.RunningServer;

/**
 * Sixteen writers store exams of one patient and change them as a whole. Each exam has one grade in all its movements, so that
 * an answer with two grades, or with less than twelve, shows a state that no commit has produced.
 */
class QuestionsUnderWritesIT {

    private static final int WRITERS = 16;
    private static final int EXAMS_EACH = 6;
    private static final Instant FIRST = Instant.parse("2026-01-01T08:00:00Z");

    private final RunningServer server = RunningServer.shared();
    private final Bedside bedside = Bedside.on(server);
    private final AtomicInteger hours = new AtomicInteger();

    @Test
    void answersShowWholeExams() throws Exception {
        store("3");
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        List<Future<?>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            writers.add(threads.submit(this::write));
        }
        int answers = 0;
        for (; !writers.stream().allMatch(Future::isDone) || answers == 0; answers++) {
            JsonNode latest = server.get(
                            "/Observation/$lastn?category=exam&code:in=tested-movement&patient=" + bedside.patient())
                    .json();
            List<String> grades = new ArrayList<>();
            List<String> times = new ArrayList<>();
            latest.path("entry").forEach(entry -> {
                grades.add(
                        entry.at("/resource/valueCodeableConcept/coding/0/code").asText());
                times.add(entry.at("/resource/effectiveDateTime").asText());
            });
            assertThat(grades).as("of the latest exam").hasSize(12);
            assertThat(grades.stream().distinct()).as("grades of one exam").hasSize(1);
            assertThat(times.stream().distinct()).as("times of one exam").hasSize(1);
        }
        for (Future<?> writer : writers) {
            writer.get();
        }
        threads.shutdown();
        assertThat(server.count("/Observation?code=strength-exam&patient=" + bedside.patient()))
                .isEqualTo(WRITERS * EXAMS_EACH + 1);
        assertThat(server.get("/$check-projection").body()).doesNotContain("inconsistent");
    }

    private void write() {
        for (int i = 0; i < EXAMS_EACH; i++) {
            List<String> grades = store(Integer.toString(i));
            BundleOf change = BundleOf.transaction();
            List<ObjectNode> stronger = bedside.twelve("5");
            String time = server.get("/" + grades.get(0))
                    .json()
                    .path("effectiveDateTime")
                    .asText();
            for (int movement = 0; movement < grades.size(); movement++) {
                String id = grades.get(movement);
                change.put(
                        stronger.get(movement)
                                .put("effectiveDateTime", time)
                                .put("id", id.substring(id.indexOf('/') + 1)),
                        id);
            }
            Answer changed = server.post("", change.toString());
            assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        }
    }

    /** An exam an hour after the one before, as one transaction; returns its grades. */
    private List<String> store(String grade) {
        String time = FIRST.plusSeconds(3600L * hours.getAndIncrement()).toString();
        BundleOf exam = BundleOf.transaction();
        List<String> members = new ArrayList<>();
        for (ObjectNode one : bedside.twelve(grade)) {
            members.add("urn:uuid:" + UUID.randomUUID());
            exam.post(one.put("effectiveDateTime", time), members.get(members.size() - 1));
        }
        exam.post(bedside.exam(members).put("effectiveDateTime", time));
        Answer stored = server.post("", exam.toString());
        assertThat(stored.status()).as(stored.body()).isEqualTo(200);
        List<String> grades = new ArrayList<>();
        stored.json()
                .path("entry")
                .forEach(entry -> grades.add(
                        entry.at("/response/location").asText().replaceFirst("^.*?(Observation/[^/]+).*$", "$1")));
        return grades.subList(0, 12);
    }
}
