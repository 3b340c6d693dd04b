package org.myotome.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One row of the table in {@code docs/reliability.md}: what was done, and what became of the writes. */
final class Report {

    private static final Path FILE = Path.of("target", "torture.md");

    private final String fault;
    private final String database;
    private final Tally tally = new Tally();
    private final List<String> wrong = new ArrayList<>();
    private int rounds;
    private int refusals;
    private Duration longest = Duration.ZERO;

    Report(String fault, String database) {
        this.fault = fault;
        this.database = database;
    }

    Tally tally() {
        return tally;
    }

    /** @param outage in which no write was acknowledged */
    void round(Load load, Duration outage) {
        rounds++;
        refusals += load.refusals();
        wrong.addAll(load.wrongAnswers());
        longest = longest.compareTo(outage) < 0 ? outage : longest;
        System.out.println(row());
    }

    String row() {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %d | %d | %d | %d | %d | %d | %.1f s | %d |",
                fault,
                database,
                rounds,
                tally.acknowledged(),
                tally.lost().size(),
                tally.twice().size(),
                tally.inPart().size(),
                refusals,
                wrong.size(),
                longest.toMillis() / 1000.0,
                Settings.chosen().seed());
    }

    /** Writes the row, and fails if anything is not as it was said to be. */
    void end() {
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, row() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tally.requireNothingWrong();
        assertThat(wrong)
                .as("answers that are neither success nor 503 with Retry-After")
                .isEmpty();
        assertThat(tally.acknowledged()).as("acknowledged").isPositive();
    }
}
