package org.myotome.query.lastn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.BundleOf;
import org.myotome.RunningServer;

/**
 * While sixteen clients write. Each has two grades of one movement and side, and swaps them in one transaction again and again;
 * in all that was ever committed the later one is a 5. Who would show a row of one moment with the resource of another would
 * show a 1.
 */
class LastnUnderWritesIT {

    private static final int SWAPS = 12;
    private static final List<String> MOVEMENTS =
            List.of("shoulder-abduction", "elbow-flexion", "elbow-extension", "wrist-extension");

    private final RunningServer server = RunningServer.shared();

    private final class Writer {

        private final Bedside bedside;
        private final String movement;
        private final List<String> grades = new ArrayList<>();

        Writer(Bedside bedside, String movement) {
            this.bedside = bedside;
            this.movement = movement;
            grades.add(server.store(grade(true).toString()));
            grades.add(server.store(grade(false).toString()));
        }

        private ObjectNode grade(boolean later) {
            return bedside.grade(movement, Limb.LEFT_ARM, later ? "5" : "1")
                    .put("effectiveDateTime", later ? "2026-03-02T08:00:00Z" : "2026-03-01T08:00:00Z");
        }

        private void swap(int turn) {
            BundleOf transaction = BundleOf.transaction();
            for (int i = 0; i < 2; i++) {
                String reference = grades.get(i);
                ObjectNode grade =
                        grade((turn + i) % 2 == 1).put("id", reference.substring(reference.indexOf('/') + 1));
                transaction.put(grade, reference);
            }
            Answer answer = server.post("", transaction.toString());
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        }

        void write() {
            for (int turn = 0; turn < SWAPS; turn++) {
                swap(turn);
            }
        }
    }

    @Test
    void showsOnlyWhatWasCommitted() throws InterruptedException, ExecutionException {
        List<Bedside> bedsides = new ArrayList<>();
        List<Writer> writers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Bedside bedside = Bedside.on(server);
            bedsides.add(bedside);
            MOVEMENTS.forEach(movement -> writers.add(new Writer(bedside, movement)));
        }
        String patients =
                String.join(",", bedsides.stream().map(Bedside::patient).toList());
        ExecutorService threads = Executors.newFixedThreadPool(writers.size());
        try {
            List<Future<?>> written = new ArrayList<>();
            writers.forEach(writer -> written.add(threads.submit(writer::write)));
            int readings = 0;
            while (readings == 0 || written.stream().anyMatch(writer -> !writer.isDone())) {
                check(server.get("/Observation/$lastn?patient=" + patients));
                checkCounts(server.get("/Observation/$stats?statistic=count,maximum,minimum&patient=" + patients));
                readings++;
            }
            for (Future<?> writer : written) {
                writer.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private static void check(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.references()).hasSize(4 * MOVEMENTS.size());
        for (JsonNode entry : answer.json().path("entry")) {
            assertThat(entry.at("/resource/valueCodeableConcept/coding/0/code").asText())
                    .isEqualTo("5");
            assertThat(entry.at("/resource/effectiveDateTime").asText()).startsWith("2026-03-02");
        }
    }

    private static void checkCounts(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("parameter")).hasSize(MOVEMENTS.size());
        for (JsonNode parameter : answer.json().path("parameter")) {
            JsonNode components = parameter.at("/resource/component");
            assertThat(components.at("/0/valueInteger").asInt()).isEqualTo(8);
            assertThat(components.at("/1/valueCodeableConcept/coding/0/code").asText())
                    .isEqualTo("5");
            assertThat(components.at("/2/valueCodeableConcept/coding/0/code").asText())
                    .isEqualTo("1");
        }
    }
}
