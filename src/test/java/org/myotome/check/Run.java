package org.myotome.check;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One run of the command, in this process.
 *
 * @param out what it printed
 * @param err what it printed beside that
 */
record Run(int status, String out, String err) {

    /** Loaded once: the tests are about what is told, not about loading. */
    static final Judge JUDGE = Judge.load();

    static Run of(String... arguments) {
        return on(false, "", arguments);
    }

    static Run reading(String input, String... arguments) {
        return on(false, input, arguments);
    }

    static Run onTerminal(boolean mayColor, String... arguments) {
        return new Streams(true, mayColor, "").run(arguments);
    }

    private static Run on(boolean terminal, String input, String... arguments) {
        return new Streams(terminal, true, input).run(arguments);
    }

    /** The number of the first line of a file with a text, from 1. */
    static int lineOf(String file, String text) throws IOException {
        List<String> lines = Files.readAllLines(Path.of(file));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(text)) {
                return i + 1;
            }
        }
        throw new AssertionError(text + " is not in " + file);
    }

    private record Streams(boolean terminal, boolean mayColor, String input) {

        Run run(String... arguments) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            CommandStreams streams = new CommandStreams(
                    new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    terminal,
                    terminal,
                    mayColor);
            int status = new ValidateCommand(() -> streams, () -> JUDGE).run(List.of(arguments));
            return new Run(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        }
    }
}
