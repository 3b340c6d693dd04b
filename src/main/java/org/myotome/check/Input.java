package org.myotome.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file to check.
 *
 * @param name as the report has it
 * @param path empty for the standard input
 * @param format empty if only its content can tell
 * @param size in bytes; 0 if nobody knows it
 */
record Input(String name, Optional<Path> path, Optional<InputFormat> format, long size) {

    /** What the standard input is called in a report. */
    static final String STANDARD_INPUT = "stdin";

    static Input standard(Optional<InputFormat> format) {
        return new Input(STANDARD_INPUT, Optional.empty(), format, 0);
    }

    static Input of(Path file, Optional<InputFormat> format) throws IOException {
        return new Input(
                file.toString(), Optional.of(file), format.or(() -> InputFormat.ofName(file)), Files.size(file));
    }

    /** To be closed. */
    InputStream open(InputStream standard) throws IOException {
        return path.isPresent() ? Files.newInputStream(path.get()) : standard;
    }
}
