package org.myotome.torture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.myotome.TestInstallation;

/**
 * How much is done. Each is a system property {@code myotome.torture.<name>}.
 *
 * @param seed of every choice by chance
 * @param rounds how often a process is killed
 * @param soak how long the server works at half load
 */
record Settings(long seed, int rounds, Duration soak) {

    private static final String PREFIX = "myotome.torture.";
    private static final Settings CHOSEN = read();

    static Settings chosen() {
        return CHOSEN;
    }

    private static Settings read() {
        Settings settings = new Settings(
                Long.getLong(PREFIX + "seed", System.nanoTime() & 0xFFFFFF),
                Integer.getInteger(PREFIX + "rounds", 30),
                Duration.ofMinutes(Integer.getInteger(PREFIX + "minutes", 60)));
        System.out.println("Torture with -Dmyotome.torture.seed=" + settings.seed);
        return settings;
    }

    /** Those on which a test runs: {@code h2}, {@code postgresql} or both. */
    static Stream<String> databases() {
        return Stream.of(
                System.getProperty(PREFIX + "databases", "h2,postgresql").split(","));
    }

    /** A source of chance that gives the same for the same seed, whatever others have taken. */
    Random random(String purpose) {
        return new Random(seed * 31 + purpose.hashCode());
    }

    /** Starts the packaged Myotome, or the one that {@code install} has made: the file {@code start} of its directory. */
    static List<String> launch() {
        String installed = System.getProperty(PREFIX + "start");
        return installed == null
                ? List.of(
                        "-jar",
                        Path.of(System.getProperty("myotome.jar", "target/myotome.jar"))
                                .toAbsolutePath()
                                .toString())
                : List.of("@" + installed);
    }

    /** As {@link #launch}, but the Myotome that is installed for all tests, which starts in half the time of the jar. */
    static List<String> launchQuickly() {
        return System.getProperty(PREFIX + "start") == null
                ? List.of("@" + TestInstallation.shared().start())
                : launch();
    }

    /** Options of the Java machine of the server: it lives for seconds, in which the second compiler makes nothing faster. */
    static List<String> brief() {
        return List.of("-Xmx1g", "-XX:TieredStopAtLevel=1");
    }
}
