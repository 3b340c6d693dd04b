package org.myotome.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** The clients of one server. An answer that is not one of success ends them all. */
final class Load {

    /** The seed of the data, so that every database holds the same. */
    static final long SEED = 20261124;

    private final Vocabulary vocabulary = new Vocabulary();
    private final AtomicLong seeds = new AtomicLong(SEED);
    private final String base;
    private final int patients;

    /**
     * @param base the FHIR endpoint
     * @param patients how many patients are stored there, under the ids of {@link Messages#patientId}
     */
    Load(String base, int patients) {
        this.base = base;
        this.patients = patients;
    }

    /** Asks for that long. Each client has random numbers of its own, and none are used twice by this load. */
    Measurement run(Work work, int clients, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        return run(work, clients, () -> System.nanoTime() < end);
    }

    /** Asks that often, at least twice for each client. */
    Measurement run(Work work, int clients, int requests) {
        AtomicInteger left = new AtomicInteger(requests - 2 * clients);
        return run(work, clients, () -> left.getAndDecrement() > 0);
    }

    private Measurement run(Work work, int clients, BooleanSupplier goesOn) {
        long start = System.nanoTime();
        List<long[]> all = inParallel(clients, () -> ask(work, goesOn));
        double seconds = (System.nanoTime() - start) / 1e9;
        long[] nanos = all.stream().flatMapToLong(Arrays::stream).toArray();
        return new Measurement(work, clients, seconds, nanos);
    }

    /** The first answer is looked at; how long each of the others takes is noted. */
    private long[] ask(Work work, BooleanSupplier goesOn) throws IOException {
        Messages messages = new Messages(vocabulary, patients, seeds.addAndGet(1_000_000_007L));
        Connection connection = new Connection(base);
        check(work, connection.ask(work.next(messages)));
        long[] nanos = new long[1 << 12];
        int count = 0;
        do {
            Request request = work.next(messages);
            long sent = System.nanoTime();
            connection.send(request);
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count++] = System.nanoTime() - sent;
        } while (goesOn.getAsBoolean());
        return Arrays.copyOf(nanos, count);
    }

    private static void check(Work work, String body) {
        if (!work.isAnsweredBy(body)) {
            throw new IllegalStateException(work.title() + " was answered with " + body);
        }
    }

    /** Stores the patients from one number to before another, each with that many grades, in transactions. */
    void fill(int from, int to, int gradesEach, int clients) throws IOException {
        fill(from, to, gradesEach, false, clients);
    }

    /** The same, where each may have an exam as well. */
    void fill(int from, int to, int gradesEach, boolean examined, int clients) throws IOException {
        new Connection(base).send(new Request("PUT", "/" + Messages.TESTER, Messages.tester()));
        AtomicInteger next = new AtomicInteger(from);
        inParallel(clients, () -> {
            Connection connection = new Connection(base);
            for (int patient = next.getAndIncrement(); patient < to; patient = next.getAndIncrement()) {
                Messages messages = new Messages(vocabulary, patient + 1, SEED + patient);
                String id = Messages.patientId(patient);
                connection.send(new Request("PUT", "/" + id, Messages.patient(patient)));
                if (gradesEach > 0) {
                    connection.send(Request.post("", messages.gradesOf(id, gradesEach)));
                }
                if (examined) {
                    connection.send(Request.post("", messages.examOf(id)));
                }
            }
            return patients;
        });
    }

    boolean hasPatients() {
        return new Connection(base).status(Request.get("/" + Messages.patientId(patients - 1))) == 200;
    }

    private static <T> List<T> inParallel(int clients, Callable<T> client) {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(Collections.nCopies(clients, client))) {
                results.add(result.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io
                    ? new UncheckedIOException(io)
                    : new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
