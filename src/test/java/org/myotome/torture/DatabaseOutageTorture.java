package org.myotome.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.myotome.RunningServer;

/** PostgreSQL is killed, cut off and silent under eight writing clients; the server itself is never started again. */
class DatabaseOutageTorture {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path directory = RunningServer.temporaryDirectory();
    private final Random random = Settings.chosen().random("outage");
    private Postgresql database;
    private CuttingProxy proxy;
    private Victim server;

    /** What is done to the database, and undone. */
    private interface Fault {
        void happen() throws IOException, InterruptedException;
    }

    @BeforeEach
    void start() throws IOException {
        database = new Postgresql(directory.resolve("postgresql"));
        proxy = new CuttingProxy(database.port());
        server = new Victim(directory, Settings.brief(), Postgresql.arguments(proxy.port()))
                .start()
                .ready();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        proxy.close();
        database.close();
    }

    @Test
    void theDatabaseIsKilled() throws IOException, InterruptedException {
        run("kill -9 of PostgreSQL, back after 0 to 5 s", Settings.chosen().rounds(), () -> {
            database.kill();
            Thread.sleep(random.nextInt(5_000));
            database.start();
        });
    }

    @Test
    void connectionsAreCut() throws IOException, InterruptedException {
        run("all connections cut, 1 to 5 times in a row", Settings.chosen().rounds(), () -> {
            for (int i = random.nextInt(5); i >= 0; i--) {
                proxy.cut();
                Thread.sleep(random.nextInt(300));
            }
        });
    }

    @Test
    void theDatabaseCannotBeReached() throws IOException, InterruptedException {
        run("connections refused for 1 to 15 s", Math.min(10, Settings.chosen().rounds()), () -> {
            proxy.refuse(true);
            proxy.cut();
            Thread.sleep(1_000 + random.nextInt(14_000));
            proxy.refuse(false);
        });
    }

    @Test
    void theDatabaseFallsSilent() throws IOException, InterruptedException {
        run("silence for 1 to 20 s, then a cut", Math.min(5, Settings.chosen().rounds()), () -> {
            proxy.silence(true);
            Thread.sleep(1_000 + random.nextInt(19_000));
            proxy.cut();
            proxy.silence(false);
        });
    }

    private void run(String name, int rounds, Fault fault) throws IOException, InterruptedException {
        Report report = new Report(name, "postgresql");
        for (int round = 1; round <= rounds; round++) {
            Load load = Load.on(server, "R" + round).begin();
            Thread.sleep(300 + random.nextInt(2_000));
            fault.happen();
            awaitService(load);
            load.stop();
            load.check(server, report.tally());
            report.round(load, load.times().longest());
        }
        report.end();
        assertThat(server.printed()).as("no patients in the log").doesNotContain("Synthetic", Marks.SYSTEM);
    }

    /** Waits until writes are acknowledged again, by a server that nobody has touched. */
    private void awaitService(Load load) throws InterruptedException {
        long healed = System.nanoTime();
        while (load.times().last() < healed) {
            if (System.nanoTime() - healed > PATIENCE.toNanos()) {
                throw new AssertionError("Nothing is acknowledged any more:\n" + server.printed());
            }
            Thread.sleep(20);
        }
        Thread.sleep(500);
    }
}
