package org.myotome.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.myotome.RunningServer;

/**
 * The server works at about half of what two processors can do, and its heap, threads, sockets and files are looked at each
 * minute. The second half must not be higher than the first by more than chance.
 */
class SoakTorture {

    private static final Duration EACH = Duration.ofSeconds(Integer.getInteger("myotome.torture.look", 60));

    static Stream<String> databases() {
        return Settings.databases();
    }

    /** @param heap kilobytes after a collection */
    private record Look(long heap, long resident, long threads, long files, long sockets) {}

    @ParameterizedTest
    @MethodSource("databases")
    void whatItHoldsStaysLevel(String database) throws IOException, InterruptedException {
        Path directory = RunningServer.temporaryDirectory();
        Report report = new Report("soak of " + Settings.chosen().soak().toMinutes() + " min", database);
        List<Look> looks = new ArrayList<>();
        try (Place place = Place.of(database, directory);
                Victim server = new Victim(directory, List.of("-Xmx1g"), place.arguments())) {
            server.start().ready();
            long end = System.nanoTime() + Settings.chosen().soak().toNanos();
            for (int round = 1; System.nanoTime() < end; round++) {
                Load load = Load.on(server, "R" + round).slow().begin();
                Thread.sleep(EACH.toMillis());
                looks.add(look(server));
                load.stop();
                load.checkWrites(server, report.tally());
                report.round(load, load.times().longest());
                System.out.println(looks.get(looks.size() - 1));
            }
        }
        report.end();
        assertLevel(looks, "heap", looks.stream().mapToLong(Look::heap).toArray(), 1.25);
        assertLevel(looks, "threads", looks.stream().mapToLong(Look::threads).toArray(), 1.1);
        assertLevel(looks, "files", looks.stream().mapToLong(Look::files).toArray(), 1.1);
        assertLevel(looks, "sockets", looks.stream().mapToLong(Look::sockets).toArray(), 1.2);
    }

    /** The greatest of the last third beside the greatest of the third before; the first is for warming up. */
    private static void assertLevel(List<Look> looks, String what, long[] values, double factor) {
        int third = values.length / 3;
        if (third == 0) {
            return;
        }
        long middle = java.util.Arrays.stream(values, third, 2 * third).max().orElse(0);
        long last =
                java.util.Arrays.stream(values, 2 * third, values.length).max().orElse(0);
        assertThat((double) last).as(what + " of " + looks).isLessThanOrEqualTo(factor * middle + 5);
    }

    private static Look look(Victim server) throws IOException, InterruptedException {
        Path process = Path.of("/proc", Long.toString(server.pid()));
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        run(jcmd, Long.toString(server.pid()), "GC.run");
        String heap = run(jcmd, Long.toString(server.pid()), "GC.heap_info");
        long used = java.util.regex.Pattern.compile("used (\\d+)K")
                .matcher(heap)
                .results()
                .mapToLong(match -> Long.parseLong(match.group(1)))
                .findFirst()
                .orElse(0);
        List<String> files = new ArrayList<>();
        try (Stream<Path> open = Files.list(process.resolve("fd"))) {
            for (Path file : open.toList()) {
                files.add(target(file));
            }
        }
        long sockets = files.stream().filter(file -> file.startsWith("socket")).count();
        return new Look(used, status(process, "VmRSS"), status(process, "Threads"), files.size() - sockets, sockets);
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }

    private static long status(Path process, String name) throws IOException {
        return Files.readAllLines(process.resolve("status")).stream()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow(() -> new IOException(String.format(Locale.ROOT, "no %s", name)));
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        process.waitFor();
        return printed;
    }
}
