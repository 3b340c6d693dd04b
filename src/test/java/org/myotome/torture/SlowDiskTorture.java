package org.myotome.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.myotome.RunningServer;

/** The disk of the database takes seconds for what it did in less than one thousandth. It needs the right to trace processes. */
class SlowDiskTorture {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int MOST_ROUNDS = 10;

    private final Random random = Settings.chosen().random("slow disk");

    static Stream<String> databases() {
        return Settings.databases();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void theDiskIsSlowForAWhile(String database) throws IOException, InterruptedException {
        Assumptions.assumeTrue(SlowDisk.isPossible(), "Processes cannot be traced here");
        Path directory = RunningServer.temporaryDirectory();
        Report report = new Report("each write takes up to 6 s, for 5 to 20 s", database);
        try (Place place = Place.of(database, directory);
                Victim server = new Victim(directory, Settings.brief(), place.arguments())) {
            server.start().ready();
            for (int round = 1; round <= Math.min(MOST_ROUNDS, Settings.chosen().rounds()); round++) {
                Load load = Load.on(server, "R" + round).begin();
                Thread.sleep(300 + random.nextInt(2_000));
                try (SlowDisk disk =
                        SlowDisk.of(place.waitsForDisk(server.pid()), Duration.ofMillis(200 + random.nextInt(5_800)))) {
                    Thread.sleep(5_000 + random.nextInt(15_000));
                    assertThat(disk.lasts()).as("the disk is slow").isTrue();
                    assertThat(server.wire().get("/" + load.patient()).status())
                            .as("what is stored can be read")
                            .isEqualTo(200);
                }
                assertThat(load.times().awaitAfter(System.nanoTime(), PATIENCE))
                        .as("writes are acknowledged again")
                        .isTrue();
                Thread.sleep(500);
                load.stop();
                load.check(server, report.tally());
                report.round(load, load.times().longest());
                assertThat(load.unanswered()).as("writes without an answer").isZero();
            }
        }
        report.end();
    }
}
