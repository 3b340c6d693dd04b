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
            server.start().ready();
            for (int round = 1; round <= rounds; round++) {
                Load load = Load.on(server, "R" + round).begin();
                load.times().await(1 + random.nextInt(MOST), PATIENCE);
                Thread.sleep(random.nextInt(LATEST_MILLISECONDS));
                server.kill();
                long killed = System.nanoTime();
                load.stop();
                server.start().ready();
                Duration outage = Duration.ofNanos(System.nanoTime() - killed);
                load.check(server, report.tally());
                report.round(load, outage);
                all.add(load);
            }
            Tally end = new Tally();
            all.forEach(load -> load.check(server, end));
            report.end();
            server.stop();
        }
    }
}
