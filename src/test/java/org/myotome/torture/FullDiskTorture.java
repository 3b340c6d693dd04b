package org.myotome.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.myotome.RunningServer;

/** The disk of the database fills up and gets room again, under eight writing clients. It needs the right to mount. */
class FullDiskTorture {

    private static final int MEGABYTES = 400;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path directory = RunningServer.temporaryDirectory();
    private final Path disk = directory.resolve("disk");
    private final Path filler = disk.resolve("filler");
    private final Random random = Settings.chosen().random("disk");

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        Files.createDirectories(disk);
        Assumptions.assumeTrue(
                command("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs", disk.toString()) == 0,
                "A small file system cannot be mounted here");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        command("umount", "-l", disk.toString());
    }

    static Stream<String> databases() {
        return Settings.databases();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void theDiskIsFullForAWhile(String database) throws IOException, InterruptedException {
        Report report = new Report("disk full for 1 to 5 s", database);
        try (Place place = Place.of(database, disk);
                Victim server = new Victim(directory, Settings.brief(), place.arguments())) {
            server.start().ready();
            for (int round = 1; round <= Math.min(10, Settings.chosen().rounds()); round++) {
                Load load = Load.on(server, "R" + round).begin();
                Thread.sleep(300 + random.nextInt(2_000));
                fill();
                Thread.sleep(1_000 + random.nextInt(4_000));
                if (database.equals("h2")) {
                    assertThat(server.wire().get("/" + load.patient()).status()).isEqualTo(200);
                }
                assertThat(load.refusals()).as("refused while the disk is full").isPositive();
                Files.delete(filler);
                place.revive();
                assertThat(load.times().awaitAfter(System.nanoTime(), PATIENCE))
                        .as("writes are acknowledged again")
                        .isTrue();
                Thread.sleep(500);
                load.stop();
                load.check(server, report.tally());
                report.round(load, load.times().longest());
                assertThat(load.unanswered()).as("writes without an answer").isZero();
            }
            fill();
            server.kill();
            Files.delete(filler);
            place.revive();
            server.start().ready();
            assertThat(server.wire().get("/$check-projection").body()).contains("consistent: ");
        }
        report.end();
    }

    /** To the last byte, as a log or a dump beside the database does. */
    private void fill() throws IOException {
        byte[] block = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(disk.toFile().getUsableSpace()).isLessThan(block.length);
        }
    }

    /** The writes of the process itself fail, whatever the disk says that it has: it stops, says why, and starts again. */
    @Test
    void theFileCannotGrow() throws IOException, InterruptedException {
        Report report = new Report("writes to the file fail", "h2");
        for (int round = 1; round <= Math.min(5, Settings.chosen().rounds()); round++) {
            Path own = Files.createDirectories(directory.resolve("limited" + round));
            try (Place place = Place.h2(own);
                    Victim server = new Victim(own, Settings.brief(), place.arguments())) {
                server.start().ready();
                Load load = Load.on(server, "R" + round).begin();
                Thread.sleep(300 + random.nextInt(2_000));
                long size = Files.size(own.resolve("data/myotome.mv.db"));
                assertThat(command("prlimit", "--pid", "" + server.pid(), "--fsize=" + size))
                        .isZero();
                assertThat(server.endsWithin(Duration.ofMinutes(2)))
                        .as("it stops")
                        .isTrue();
                assertThat(server.printed()).contains("could not be written");
                long ended = System.nanoTime();
                load.stop();
                server.start().ready();
                Duration outage = Duration.ofNanos(System.nanoTime() - ended);
                load.check(server, report.tally());
                report.round(load, outage);
            }
        }
        report.end();
    }

    private static int command(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }
}
