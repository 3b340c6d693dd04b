package org.myotome.storage.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.BundleOf;
import org.myotome.RunningServer;

/**
 * Three clients of a server that write all the time, each as soon as the write before is acknowledged: exams with two grades
 * as transactions, single grades, and new versions of one grade.
 */
final class Writers {

    private final RunningServer server;
    private final Bedside bedside;
    private final String changed;
    private final List<List<String>> exams = new CopyOnWriteArrayList<>();

    /** The last version of each resource that was acknowledged. */
    private final Map<String, Integer> versions = new ConcurrentHashMap<>();

    private final ExecutorService clients = Executors.newFixedThreadPool(3);

    Writers(RunningServer server) {
        this.server = server;
        this.bedside = Bedside.on(server);
        this.changed = server.store(grade("4").toString());
        versions.put(bedside.patient(), 1);
        versions.put(bedside.tester(), 1);
        versions.put(changed, 1);
    }

    private ObjectNode grade(String grade) {
        return bedside.grade("elbow-flexion", Limb.LEFT_ARM, grade);
    }

    /** Returns when some has been written. */
    void start() throws InterruptedException {
        CountDownLatch some = new CountDownLatch(60);
        List.<Runnable>of(this::exam, this::single, this::change)
                .forEach(write -> clients.submit(() -> {
                    // The request that is under way when the server is killed throws.
                    while (true) {
                        write.run();
                        some.countDown();
                    }
                }));
        assertThat(some.await(2, TimeUnit.MINUTES)).isTrue();
    }

    /** Ends them; the server is gone. */
    void stop() throws InterruptedException {
        clients.shutdownNow();
        assertThat(clients.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }

    private void exam() {
        List<String> members = List.of("urn:uuid:" + UUID.randomUUID(), "urn:uuid:" + UUID.randomUUID());
        Answer answer = server.post(
                "",
                BundleOf.transaction()
                        .post(bedside.grade("hip-flexion", Limb.LEFT_LEG, "4"), members.get(0))
                        .post(bedside.grade("hip-flexion", Limb.RIGHT_LEG, "3"), members.get(1))
                        .post(bedside.exam(members))
                        .toString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<String> stored = new ArrayList<>();
        answer.json()
                .path("entry")
                .forEach(entry -> stored.add(
                        entry.at("/response/location").asText().replaceAll(".*(Observation/[^/]+)/_history.*", "$1")));
        exams.add(stored);
        stored.forEach(reference -> versions.put(reference, 1));
    }

    private void single() {
        versions.put(server.store(grade("2").toString()), 1);
    }

    private void change() {
        int next = versions.get(changed) + 1;
        ObjectNode grade = grade(Integer.toString(next % 6)).put("id", changed.replaceFirst(".*/", ""));
        Answer answer = server.put("/" + changed, grade.toString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().at("/meta/versionId").asInt()).isEqualTo(next);
        versions.put(changed, next);
    }

    /** What was acknowledged so far: the last version of each resource. */
    Map<String, Integer> acknowledged() {
        return Map.copyOf(versions);
    }

    /** References to the three resources of each exam that was acknowledged so far. */
    List<List<String>> exams() {
        return List.copyOf(exams);
    }

    /** The resource of which there are many versions. */
    String changed() {
        return changed;
    }
}
