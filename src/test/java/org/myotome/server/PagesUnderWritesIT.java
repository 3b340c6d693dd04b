package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.RunningServer;

/**
 * What is stored before the first page is read, and stays as it is until the last, is on exactly one page, while others
 * create, change and delete resources that sort before, between and after it.
 */
class PagesUnderWritesIT {

    private static final RunningServer SERVER = RunningServer.shared();
    private static final int STEADY = 24;

    /** Writes for each page, fewer than it has resources: faster writers would be read after for ever. */
    private static final int WRITES = 2;

    private static final List<String> DAYS = List.of("2026-11-01", "2026-11-02", "2026-11-02", "2026-11");
    private static final ExecutorService WRITERS = Executors.newFixedThreadPool(2);
    private static Bedside bedside;
    private static List<String> steady;

    @BeforeAll
    static void storeWhatStays() {
        bedside = Bedside.on(SERVER);
        steady = new ArrayList<>();
        for (int i = 0; i < STEADY; i++) {
            steady.add(SERVER.store(grade(i, i % 3)));
        }
    }

    @AfterAll
    static void endWriters() {
        WRITERS.shutdownNow();
    }

    private static String grade(int number, int order) {
        return bedside.grade("elbow-flexion", Limb.LEFT_ARM, "" + order)
                .put("effectiveDateTime", DAYS.get(number % DAYS.size()))
                .toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&_sort=date",
                "&_sort=-date",
                "&_sort=_lastUpdated",
                "&_sort=-grade-order",
                "&code=elbow-flexion&body-site=80768000&grade-order=lt3"
            })
    void loseAndRepeatNothing(String search) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        Semaphore turns = new Semaphore(WRITES);
        List<Future<Integer>> writers = List.of(writer(turns, done, 1), writer(turns, done, 2));
        List<String> found = new ArrayList<>();
        Answer page = SERVER.get("/Observation?patient=" + bedside.patient() + "&_count=3" + search);
        found.addAll(page.references());
        while (!page.next().isEmpty()) {
            awaitBegun(turns, writers);
            turns.release(WRITES);
            page = SERVER.get(page.next());
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            found.addAll(page.references());
        }
        done.set(true);
        int written = 0;
        for (Future<Integer> writer : writers) {
            written += writer.get(1, TimeUnit.MINUTES);
        }
        assertThat(written).as("writes meanwhile").isPositive();
        assertThat(found.stream().filter(steady::contains).toList()).containsExactlyInAnyOrderElementsOf(steady);
    }

    /** So that each page is read while something is written. */
    private static void awaitBegun(Semaphore turns, List<Future<Integer>> writers) throws InterruptedException {
        while (turns.availablePermits() > 0) {
            assertThat(writers).as("a writer that failed").noneMatch(Future::isDone);
            Thread.sleep(1);
        }
    }

    /** At each turn creates a grade, changes its day and rank, and deletes every second one, until told to stop. */
    private static Future<Integer> writer(Semaphore turns, AtomicBoolean done, int start) {
        return WRITERS.submit(() -> {
            int writes = 0;
            for (int i = start; !done.get(); i++) {
                if (!turns.tryAcquire(100, TimeUnit.MILLISECONDS)) {
                    continue;
                }
                String stored = SERVER.store(grade(i, i % 3));
                String changed = grade(i + 1, (i + 1) % 3)
                        .replaceFirst("\\{", "{\"id\":\"" + stored.substring(stored.indexOf('/') + 1) + "\",");
                SERVER.put("/" + stored, changed);
                if (i % 2 == 0) {
                    SERVER.delete("/" + stored);
                }
                writes++;
            }
            return writes;
        });
    }
}
