package org.myotome;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/**
 * The database that the first start of a server leaves: its tables and what the guide brings. It is made once, and copied for
 * each test of what comes after a first start.
 */
public final class EmptyDatabase {

    private static final String DATA = "data";

    private static Path made;

    private EmptyDatabase() {}

    /** Puts one below the directory, where a server that is started in it looks for its database. */
    public static Path in(Path directory) {
        try {
            FileSystemUtils.copyRecursively(made(), directory.resolve(DATA));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return directory;
    }

    private static synchronized Path made() {
        if (made == null) {
            Path directory = RunningServer.temporaryDirectory();
            try (StartedServer first = StartedServer.in(directory)) {
                first.ready();
                if (first.stop() != 143) {
                    throw new AssertionError("It was not stopped:\n" + first.printed());
                }
            }
            made = directory.resolve(DATA);
        }
        return made;
    }
}
