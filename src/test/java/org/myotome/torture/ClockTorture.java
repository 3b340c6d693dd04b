package org.myotome.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.myotome.Bedside;
import org.myotome.RunningServer;

/** The clock of the server jumps by minutes and hours, forward and back, under eight writing clients. It needs libfaketime. */
class ClockTorture {

    private static final Path LIBRARY = Path.of(
            System.getProperty("myotome.torture.faketime", "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"));

    private static final int STEPS = 10;
    private static final int DAY = 86_400;
    private static final int HOUR = 3_600;

    /** The library looks into its file when what it has read is older than a second. */
    private static final long SEEN_MILLISECONDS = 3_000;

    /** A request may wait that long for its turn; most steps are longer. */
    private static final int BUSY_SECONDS = 60;

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
                Victim server = faked(new Victim(directory, Settings.brief(), place.arguments()), offset)) {
            server.start().ready();
            for (int round = 1; round <= Math.min(5, Settings.chosen().rounds()); round++) {
                Load load = Load.on(server, "R" + round).begin();
                for (int step = 0; step < STEPS; step++) {
                    int most = random.nextBoolean() ? DAY : HOUR;
                    int seconds = random.nextInt(2 * most) - most;
                    set(offset, seconds);
                    Thread.sleep(SEEN_MILLISECONDS);
                    assertStoredAt(server.wire(), seconds);
                }
                load.stop();
                load.check(server, report.tally());
                report.round(load, load.times().longest());
                // Tomcat goes by the time of day: a step forward ends connections that wait for their next request.
                System.out.println("Without an answer: " + load.unanswered());
            }
        }
        report.end();
    }

    /** At once: half a file would be another time. */
    private static void set(Path offset, int seconds) throws IOException {
        Path next = Files.writeString(offset.resolveSibling("next"), String.format("%+d%n", seconds));
        Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Only the time of day is another. Reading the file at each look at the clock would make the server so slow that it never
     * starts, and with the monotonic clock, or what the library calls its fix, no wait of Java would last as long as it should.
     */
    private static Victim faked(Victim server, Path offset) {
        return server.with("LD_PRELOAD", LIBRARY.toString())
                .with("FAKETIME_TIMESTAMP_FILE", offset.toString())
                .with("FAKETIME_CACHE_DURATION", "1")
                .with("FAKETIME_DONT_FAKE_MONOTONIC", "1")
                .with("FAKETIME_FORCE_MONOTONIC_FIX", "0");
    }

    /** What is stored now bears the time that the clock of the server shows. */
    private static void assertStoredAt(Wire wire, int seconds) {
        String patient = wire.store("Patient", Bedside.person("Patient"));
        String stored =
                wire.get("/Patient/" + patient).json().at("/meta/lastUpdated").asText();
        assertThat(OffsetDateTime.parse(stored).toInstant())
                .as("lastUpdated with the clock at %+d s", seconds)
                .isCloseTo(Instant.now().plusSeconds(seconds), within(BUSY_SECONDS, ChronoUnit.SECONDS));
    }
}
