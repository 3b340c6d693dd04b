package org.myotome.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.myotome.RunningServer;

/** Two servers that have started at once on one new PostgreSQL database, with one folder of senders' maps. */
final class Nodes implements AutoCloseable {

    private final Path senders;
    private final Postgresql database;
    private final List<Victim> both = new ArrayList<>();
    private final List<RunningServer> clients;

    private Nodes(Path directory, List<String> launch) throws IOException {
        senders = Files.createDirectories(directory.resolve("senders"));
        database = new Postgresql(directory.resolve("postgresql"));
        List<String> arguments = new ArrayList<>(List.of(database.arguments()));
        arguments.add("--myotome.intake.senders=" + senders);
        for (String name : List.of("one", "two")) {
            both.add(new Victim(
                    Files.createDirectories(directory.resolve(name)),
                    launch,
                    Settings.brief(),
                    arguments.toArray(String[]::new)));
        }
        clients = both.stream().map(node -> RunningServer.at(node.port())).toList();
    }

    /** @param launch what Java starts */
    static Nodes start(Path directory, List<String> launch) throws IOException {
        Nodes nodes = new Nodes(directory, launch);
        nodes.both.forEach(Victim::start);
        nodes.both.forEach(Victim::ready);
        return nodes;
    }

    Victim one() {
        return both.get(0);
    }

    Victim two() {
        return both.get(1);
    }

    List<Victim> both() {
        return both;
    }

    /** A client for the first, and one for the second. */
    List<RunningServer> clients() {
        return clients;
    }

    Path senders() {
        return senders;
    }

    Postgresql database() {
        return database;
    }

    /** Twice at each node, all at the same instant. */
    <T> List<T> atBoth(Function<RunningServer, T> request) {
        return atOnce(IntStream.range(0, 4)
                .mapToObj(number -> (Callable<T>) () -> request.apply(clients().get(number % 2)))
                .toList());
    }

    /** What each of several does at the same instant, in their order. */
    static <T> List<T> atOnce(List<Callable<T>> all) {
        CyclicBarrier begin = new CyclicBarrier(all.size());
        ExecutorService threads = Executors.newFixedThreadPool(all.size());
        try {
            List<Future<T>> running = all.stream()
                    .map(one -> threads.submit(() -> {
                        begin.await();
                        return one.call();
                    }))
                    .toList();
            List<T> done = new ArrayList<>();
            for (Future<T> one : running) {
                done.add(one.get());
            }
            return done;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    @Override
    public void close() throws IOException {
        both.forEach(Victim::close);
        database.close();
    }
}
