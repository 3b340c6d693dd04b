package org.myotome.torture;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.myotome.RunningServer;

/** A server that is killed at a random instant under eight writing clients, and started again, again and again. */
final class KilledServer {

    /** How many writes at most are acknowledged before the kill, and how long after the last of them it comes at most. */
    private static final int MOST = 80;

    private static final int LATEST_MILLISECONDS = 300;
    private static final int LONGEST_STOP_MILLISECONDS = 3_000;

    /** Kinds of ends. */
    private static final int KINDS = 5;

    private static final int PLAIN = 0;
    private static final int WHILE_IT_STOPS = 1;
    private static final int WHILE_IT_STARTS = 2;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private KilledServer() {}

    /** @throws AssertionError if anything is not there as its client was told */
    static void kill(String database, int rounds) throws IOException, InterruptedException {
        Path directory = RunningServer.temporaryDirectory();
        Random random = Settings.chosen().random("kill " + database);
        Report report = new Report("kill -9 of the server", database);
        List<Load> all = new ArrayList<>();
        try (Place place = Place.of(database, directory);
                Victim server = new Victim(directory, Settings.brief(), place.arguments())) {
            long first = System.nanoTime();
            server.start().ready();
            Duration start = Duration.ofNanos(System.nanoTime() - first);
            for (int round = 1; round <= rounds; round++) {
                Load load = Load.on(server, "R" + round).begin();
                load.times().await(1 + random.nextInt(MOST), PATIENCE);
                Thread.sleep(random.nextInt(LATEST_MILLISECONDS));
                long killed = System.nanoTime();
                end(server, round == 1 ? PLAIN : random.nextInt(KINDS), random, start);
                load.stop();
                long started = System.nanoTime();
                server.start().ready();
                start = Duration.ofNanos(System.nanoTime() - started);
                Duration outage = Duration.ofNanos(System.nanoTime() - killed);
                load.check(server, report.tally());
                report.round(load, outage);
                all.add(load);
            }
            Tally last = new Tally();
            all.forEach(load -> load.check(server, last));
            report.end();
            last.requireNothingWrong();
            server.stop();
        }
    }

    /** Most often at once; also while it stops as it was asked to, and again while it starts and repairs. */
    private static void end(Victim server, int kind, Random random, Duration start) throws InterruptedException {
        switch (kind) {
            case WHILE_IT_STOPS -> {
                server.ask();
                Thread.sleep(random.nextInt(LONGEST_STOP_MILLISECONDS));
                server.kill();
            }
            case WHILE_IT_STARTS -> {
                server.kill();
                server.start();
                Thread.sleep(random.nextInt((int) start.toMillis()));
                server.kill();
            }
            default -> server.kill();
        }
    }
}
