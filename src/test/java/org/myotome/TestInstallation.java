package org.myotome;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The packaged server in a directory, where its own command has installed it once for all tests. It is the same server as the
 * jar, and starts in half the time.
 */
public final class TestInstallation {

    private static TestInstallation shared;

    private final Path directory;
    private final String printed;

    private TestInstallation(Path directory, String printed) {
        this.directory = directory;
        this.printed = printed;
    }

    public static synchronized TestInstallation shared() {
        if (shared == null) {
            Path directory = RunningServer.temporaryDirectory().resolve("installed");
            try (StartedServer install =
                    StartedServer.jarCommand(RunningServer.temporaryDirectory(), "install", directory.toString())) {
                if (install.ended() != 0) {
                    throw new AssertionError("It was not installed:\n" + install.printed());
                }
                shared = new TestInstallation(directory, install.printed());
            }
        }
        return shared;
    }

    /** The file with the arguments for {@code java}. */
    public Path start() {
        return directory.resolve("start");
    }

    /** What the command has said. */
    public String printed() {
        return printed;
    }

    /** The arguments for {@code java}, with a directory of further files on the class path. */
    List<String> with(Path files) {
        try {
            String archive = Files.readAllLines(start()).get(0).replace("\"", "");
            // The archive holds the classes of what the class path begins with.
            String classPath = directory.resolve("myotome.jar") + File.pathSeparator + files;
            return List.of(archive, "-cp", classPath, MyotomeApplication.class.getName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
