package org.myotome.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How much is measured. Each is a system property {@code myotome.bench.<name>}; {@code myotome.bench.short=true} makes a run
 * of about ten minutes that shows whether all of it works, and no more.
 *
 * @param databases {@code h2}, {@code postgresql} or both
 * @param heap of each server, as {@code -Xmx} takes it
 * @param firstWarm before the first search, the first validation and the first write of each server
 * @param warm before each work
 * @param measure each round of each work
 * @param rounds of each work; the servers take turns
 * @param grades in both databases, a multiple of 1,000; Myotome alone is asked again at a tenth of them
 * @param largest how many grades Myotome is filled up to when stock has stopped
 * @param starts how often each server is started again
 * @param writes of Myotome with a heap of 512 MB, whose memory is watched
 */
record Settings(
        List<String> databases,
        String heap,
        Duration firstWarm,
        Duration warm,
        Duration measure,
        int rounds,
        int grades,
        int largest,
        int starts,
        int writes) {

    static Settings ofSystemProperties() {
        boolean brief = Boolean.getBoolean("myotome.bench.short");
        return new Settings(
                List.of(text("databases", "h2,postgresql").split(",")),
                text("heap", "2g"),
                seconds("first-warm", brief ? 5 : 45),
                seconds("warm", brief ? 2 : 8),
                seconds("measure", brief ? 3 : 10),
                number("rounds", brief ? 1 : 2),
                number("grades", brief ? 2_000 : 100_000),
                number("largest", brief ? 4_000 : 1_000_000),
                number("starts", brief ? 1 : 2),
                number("writes", brief ? 2_000 : 10_000));
    }

    /** The packaged Myotome. */
    static Path jar() {
        return Path.of(text("jar", "target/myotome.jar"));
    }

    /** Where the report goes. */
    static Path report() {
        return Path.of(text("report", "docs/benchmarks.md"));
    }

    private static Duration seconds(String name, int otherwise) {
        return Duration.ofSeconds(number(name, otherwise));
    }

    private static int number(String name, int otherwise) {
        return Integer.getInteger("myotome.bench." + name, otherwise);
    }

    private static String text(String name, String otherwise) {
        return System.getProperty("myotome.bench." + name, otherwise);
    }
}
