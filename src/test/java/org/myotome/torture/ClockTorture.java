package org.myotome.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.myotome.RunningServer;

/** The clock of the server jumps by up to a day, forward and back, under eight writing clients. It needs libfaketime. */
class ClockTorture {

    private static final Path LIBRARY = Path.of(
            System.getProperty("myotome.torture.faketime", "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"));

    static Stream<String> databases() {
        return Settings.databases();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void theClockJumps(String database) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.exists(LIBRARY), LIBRARY + " is not there (Debian's package libfaketime)");
        Random random = Settings.chosen().random("clock " + database);
        Path directory = RunningServer.temporaryDirectory();
        Path offset = Files.writeString(directory.resolve("offset"), "+0\n");
        Report report = new Report("clock steps of up to a day, 10 in each round", database);
        try (Place place = Place.of(database, directory);
                Victim server = new Victim(directory, Settings.brief(), place.arguments())
                        .with("LD_PRELOAD", LIBRARY.toString())
                        .with("FAKETIME_TIMESTAMP_FILE", offset.toString())
                        .with("FAKETIME_NO_CACHE", "1")
                        .with("DONT_FAKE_MONOTONIC", "1")) {
            server.start().ready();
            for (int round = 1; round <= Math.min(5, Settings.chosen().rounds()); round++) {
                Load load = Load.on(server, "R" + round).begin();
                for (int step = 0; step < 10; step++) {
                    Thread.sleep(500);
                    int seconds = random.nextInt(2 * 86_400) - 86_400;
                    Files.writeString(offset, String.format("%+d%n", seconds));
                }
                load.stop();
                load.check(server, report.tally());
                report.round(load, load.times().longest());
            }
        }
        report.end();
    }
}
