package org.myotome.torture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.RunningServer;

/** Sixteen clients change the same two patients for a while: one by {@code If-Match}, and one without. */
class ConcurrentUpdatesTorture {

    private static final int CLIENTS = 16;
    private static final Duration WHILE = Duration.ofSeconds(Integer.getInteger("myotome.torture.updates", 60));

    private final AtomicInteger counted = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final Set<String> versions = ConcurrentHashMap.newKeySet();
    private final AtomicInteger plain = new AtomicInteger();
    private final List<String> wrong = java.util.Collections.synchronizedList(new ArrayList<>());

    static Stream<String> databases() {
        return Settings.databases();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void noUpdateIsLost(String database) throws Exception {
        Path directory = RunningServer.temporaryDirectory();
        try (Place place = Place.of(database, directory);
                Victim server = new Victim(directory, Settings.brief(), place.arguments())) {
            Wire wire = server.start().ready().wire();
            String byMatch = wire.store("Patient", Bedside.person("Patient"));
            String without = wire.store("Patient", Bedside.person("Patient"));
            long end = System.nanoTime() + WHILE.toNanos();
            ExecutorService pool = Executors.newFixedThreadPool(CLIENTS);
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                String client = "client-" + i;
                Callable<Void> work =
                        i % 2 == 0 ? () -> count(wire, byMatch, end) : () -> put(wire, without, client, end);
                running.add(pool.submit(work));
            }
            for (Future<Void> each : running) {
                each.get();
            }
            pool.shutdown();
            JsonNode last = wire.get("/Patient/" + byMatch).json();
            System.out.printf(
                    "| 16 clients update two patients | %s | %d by If-Match, %d without | %d lost by If-Match, refused and done again | seed %d |%n",
                    database,
                    counted.get(),
                    plain.get(),
                    refused.get(),
                    Settings.chosen().seed());
            assertThat(wrong).isEmpty();
            assertThat(last.path("multipleBirthInteger").asInt())
                    .as("each increment is there")
                    .isEqualTo(counted.get());
            assertVersions(wire, byMatch, counted.get() + 1);
            assertThat(versions).as("each update is a version of its own").hasSize(plain.get());
            assertVersions(wire, without, plain.get() + 1);
        }
    }

    private Void count(Wire wire, String patient, long end) throws IOException {
        while (System.nanoTime() < end) {
            Answer read = wire.get("/Patient/" + patient);
            ObjectNode changed = (ObjectNode) read.json();
            changed.put(
                    "multipleBirthInteger", changed.path("multipleBirthInteger").asInt() + 1);
            Answer answer =
                    wire.send("PUT", "/Patient/" + patient, changed.toString(), "If-Match", read.header("ETag"));
            switch (answer.status()) {
                case 200 -> counted.incrementAndGet();
                case 412 -> refused.incrementAndGet();
                default -> wrong.add(answer.status() + " " + answer.body());
            }
        }
        return null;
    }

    private Void put(Wire wire, String patient, String client, long end) throws IOException {
        for (int number = 1; System.nanoTime() < end; number++) {
            ObjectNode person = (ObjectNode) Answer.read(Bedside.person("Patient"));
            person.put("id", patient);
            Marks.put(person, client + "-" + number);
            Answer answer = wire.send("PUT", "/Patient/" + patient, person.toString());
            switch (answer.status()) {
                case 200 -> {
                    plain.incrementAndGet();
                    if (!versions.add(answer.json().at("/meta/versionId").asText())) {
                        wrong.add("a version twice: " + answer.body());
                    }
                }
                // It has lost more races in a row than the server tries again for it.
                case 409 -> refused.incrementAndGet();
                default -> wrong.add(answer.status() + " " + answer.body());
            }
        }
        return null;
    }

    private static void assertVersions(Wire wire, String patient, int count) {
        assertThat(wire.all("/Patient/" + patient + "/_history?_count=1000").stream()
                        .map(version -> version.at("/meta/versionId").asText())
                        .toList())
                .as("versions from the newest, without gaps or repeats")
                .containsExactlyElementsOf(IntStream.range(0, count)
                        .mapToObj(i -> Integer.toString(count - i))
                        .toList());
    }
}
