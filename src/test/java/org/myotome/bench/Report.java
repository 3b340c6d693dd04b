package org.myotome.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.myotome.bench.Results.Pair;
import org.myotome.bench.Results.Size;

/** The report in Markdown. It gives losses as plainly as wins. */
final class Report {

    private static final String INTRODUCTION = """
            # Benchmarks

            Myotome against a stock HAPI FHIR server, measured by `mvn -Pbench verify`, which wrote this page. Both run side by
            side, each in a process of its own and on a database of its own (of PostgreSQL: a server), and take turns: while
            one has work, the other has none. Clients and servers share the machine. Only the ratios of one run mean something:
            the same work varies by a factor of two on another day.

            *Stock* is `org.myotome.bench.StockServer`: the same HAPI with default storage settings, default search, HAPI's request
            validation, and Myotome's profiles, terminology and search parameters in its database: what a team gets without tuning.
            It has been given what favours it: it logs nothing but errors, and its grades were loaded past validation, which would
            have taken an hour; Myotome's came in through HTTP and were validated. Clients send the same to both, with
            `meta.profile` and the ordinal of the grade. Patients, movements, sides, grades and times are random from a seed;
            before anything is measured, both servers must give the same answers. An answer without success ends the run.
            After much was stored, and before anything is measured, PostgreSQL is vacuumed and analysed, as autovacuum would do soon.
            Sizes are those after an orderly stop, when Myotome writes an H2 file of up to 1 GB anew and stock leaves it as it is.
            """;

    private final Settings settings;

    Report(Settings settings) {
        this.settings = settings;
    }

    String of(List<Results> databases) {
        return INTRODUCTION + "\n" + Machine.described() + conditions()
                + databases.stream().map(this::database).collect(Collectors.joining());
    }

    private String conditions() {
        return String.format(
                Locale.ROOT,
                "- %s, `-Xmx%s -XX:+UseParallelGC` for each server, %,d grades of %,d patients in both databases%n"
                        + "- each work: %d s to warm up (%d s for the first search, validation and write), then %d × %d s for each"
                        + " server in turn%n",
                Instant.now().truncatedTo(ChronoUnit.MINUTES),
                settings.heap(),
                settings.grades(),
                settings.grades() / Messages.GRADES_EACH,
                settings.warm().toSeconds(),
                settings.firstWarm().toSeconds(),
                settings.rounds(),
                settings.measure().toSeconds());
    }

    private String database(Results results) {
        return "\n## " + results.database() + "\n" + goals(results) + works(results) + scales(results) + plans(results)
                + rest(results);
    }

    private static String goals(Results results) {
        return Goal.ALL.stream()
                .map(goal -> goal.row(results) + "\n")
                .collect(Collectors.joining("", "\n| goal | measured | reached |\n|---|---:|---|\n", ""));
    }

    private static String works(Results results) {
        return results.pairs().stream().map(Report::row).collect(Collectors.joining("", """

                Throughput in resources per second for writes and in requests per second else; times in milliseconds: median,
                95th and 99th percentile.

                | work | clients | Myotome /s | median | p95 | p99 | stock /s | median | p95 | p99 | throughput | median |
                |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
                """, ""));
    }

    private static String row(Pair pair) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %s | %s | **%.1f×** | %.1f× |%n",
                pair.myotome().work().title(),
                pair.myotome().clients(),
                numbers(pair.myotome()),
                numbers(pair.stock()),
                pair.ratio(),
                pair.stock().median() / pair.myotome().median());
    }

    private static String numbers(Measurement measured) {
        return String.format(
                Locale.ROOT,
                "%.1f | %.2f | %.2f | %.2f",
                measured.rate(),
                measured.median(),
                measured.p95(),
                measured.p99());
    }

    private static String scales(Results results) {
        return results.scales().stream()
                .sorted(Comparator.comparing(scale -> scale.measurement().work()))
                .map(scale -> String.format(
                        Locale.ROOT,
                        "| %s | %,d | %s |%n",
                        scale.measurement().work().title(),
                        scale.grades(),
                        numbers(scale.measurement())))
                .collect(Collectors.joining("", """

                        Myotome alone with few grades and with the most, in turn, 4 clients ($stats: 1); a million grades are of
                        20,000 patients, each with one exam of twelve grades, score and panel:

                        | work | grades | per second | median | p95 | p99 |
                        |---|---:|---:|---:|---:|---:|
                        """, ""));
    }

    private static String plans(Results results) {
        return results.plans().entrySet().stream()
                .map(plan -> "\n" + plan.getKey() + ":\n\n```\n" + plan.getValue() + "\n```\n")
                .collect(Collectors.joining("", "\nHow the database answers, among the most grades:\n", ""));
    }

    private static String rest(Results results) {
        return String.format(
                Locale.ROOT,
                """

                | | Myotome | stock |
                |---|---|---|
                | database with the guide alone, MB | %s | %s |
                | growth with all grades, MB | %s | %s |
                | start of the process to first validated write on an existing database, s | %s | %s |

                Myotome's resident memory at `-Xmx512m`, MB after writes: %s
                """,
                megabytes(results.myotomeSize().empty()),
                megabytes(results.stockSize().empty()),
                growth(results.myotomeSize()),
                growth(results.stockSize()),
                seconds(results.myotomeStarts()),
                seconds(results.stockStarts()),
                results.memory().stream()
                        .map(memory -> memory.writes() + ": " + memory.megabytes())
                        .collect(Collectors.joining(", ")));
    }

    private static String growth(Size size) {
        return megabytes(size.growth());
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
    }

    private static String seconds(List<Double> values) {
        return values.stream()
                .map(value -> String.format(Locale.ROOT, "%.1f", value))
                .collect(Collectors.joining(", "));
    }
}
