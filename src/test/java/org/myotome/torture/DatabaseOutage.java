package org.myotome.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.myotome.RunningServer;

/** A server whose PostgreSQL is killed, cut off or silent under eight writing clients; it is never started again itself. */
final class DatabaseOutage implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Random random = Settings.chosen().random("outage");
    private final Postgresql database;
    private final CuttingProxy proxy;
    private final Victim server;

    /** What is done to the database, and undone. */
    interface Fault {
        void happen(DatabaseOutage outage) throws IOException, InterruptedException;
    }

    private DatabaseOutage(Path directory, Postgresql database) throws IOException {
        this.database = database;
        proxy = new CuttingProxy(database.port());
        server = new Victim(directory, Settings.brief(), Postgresql.arguments(proxy.port()))
                .start()
                .ready();
    }

    /** Where PostgreSQL cannot be started, the test is skipped, and says so. */
    static DatabaseOutage start() throws IOException {
        Path directory = RunningServer.temporaryDirectory();
        Postgresql database;
        try {
            database = new Postgresql(directory.resolve("postgresql"));
        } catch (IOException | IllegalStateException impossible) {
            System.out.println("PostgreSQL cannot be started here: its outages are not tried. " + impossible);
            return Assumptions.abort("PostgreSQL cannot be started here: " + impossible);
        }
        return new DatabaseOutage(directory, database);
    }

    Postgresql database() {
        return database;
    }

    CuttingProxy proxy() {
        return proxy;
    }

    /** A time by chance. */
    void pause(int atLeastMilliseconds, int atMostMilliseconds) throws InterruptedException {
        Thread.sleep(atLeastMilliseconds + random.nextInt(atMostMilliseconds - atLeastMilliseconds));
    }

    /** @param name of the fault in the report */
    void suffer(String name, int rounds, Fault fault) throws IOException, InterruptedException {
        Report report = new Report(name, "postgresql");
        for (int round = 1; round <= rounds; round++) {
            Load load = Load.on(server, "R" + round).begin();
            pause(300, 2_300);
            fault.happen(this);
            awaitService(load);
            load.stop();
            load.check(server, report.tally());
            report.round(load, load.times().longest());
            assertThat(load.unanswered()).as("writes without an answer").isZero();
        }
        report.end();
        assertThat(server.printed()).as("no patients in the log").doesNotContain("Synthetic", Marks.SYSTEM);
    }

    /** Waits until writes are acknowledged again, by a server that nobody has touched. */
    private void awaitService(Load load) throws InterruptedException {
        if (!load.times().awaitAfter(System.nanoTime(), PATIENCE)) {
            throw new AssertionError("Nothing is acknowledged any more:\n" + server.printed());
        }
        Thread.sleep(500);
    }

    @Override
    public void close() throws IOException {
        server.close();
        proxy.close();
        database.close();
    }
}
