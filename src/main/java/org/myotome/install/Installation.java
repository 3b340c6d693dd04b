package org.myotome.install;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.lang3.SystemUtils;
import org.myotome.MyotomeApplication;
import org.springframework.boot.system.ApplicationHome;
import org.springframework.util.FileSystemUtils;

/**
 * The server in a directory of its own: its jar, the libraries beside it (the Java machine archives no classes of jars
 * within a jar), the archive, and the file {@code start} with the arguments for {@code java}.
 */
final class Installation {

    /** From this version on, Java archives loaded and linked classes with what it learned about them (JEP 483, 514, 515). */
    private static final int AHEAD_OF_TIME = 25;

    /** The validator checks each primitive in a method that is longer than those that Java compiles by itself. */
    private static final String COMPILE_ALL = "-XX:-DontCompileHugeMethods";

    private final Path source;
    private final Path directory;

    private Installation(Path source, Path directory) {
        this.source = source;
        this.directory = directory;
    }

    /**
     * The one that is to be made.
     *
     * @throws IOException says why it cannot be made there: only from the packaged jar, only into an empty directory
     */
    static Installation in(Path directory) throws IOException {
        File source = new ApplicationHome(MyotomeApplication.class).getSource();
        if (source == null || !source.isFile() || ClassLoader.getSystemResource("BOOT-INF") == null) {
            throw new IOException("this is not the packaged server. Make it with mvn package, and run: "
                    + "java -jar target/myotome.jar install " + directory);
        }
        if (!directory.toUri().getRawPath().equals(directory.toUri().getPath())) {
            // The libraries are named in the jar as addresses, and the archive wants them as they are on the disk.
            throw new IOException("Java archives no classes below " + directory.toAbsolutePath()
                    + ": name a directory with letters, digits and - . _ only, without spaces");
        }
        if (Files.exists(directory) && !isEmpty(directory)) {
            throw new IOException(directory + " is not an empty directory. Name a new one; the old one stays as it "
                    + "is, to go back to");
        }
        return new Installation(source.toPath(), directory.toAbsolutePath().normalize());
    }

    private static boolean isEmpty(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }

    /** The file with the arguments for {@code java}. */
    Path start() {
        return directory.resolve("start");
    }

    /**
     * Leaves the whole installation, or nothing.
     *
     * @throws IOException says which step failed, with what it printed
     */
    void make() throws IOException {
        try {
            Files.createDirectories(directory);
        } catch (IOException refused) {
            throw new IOException(
                    directory + " cannot be made (" + refused + "). Name one where you may write", refused);
        }
        boolean made = false;
        try {
            java(
                    List.of("-Djarmode=tools"),
                    "-jar",
                    source.toString(),
                    "extract",
                    "--destination",
                    directory.toString(),
                    "--application-filename",
                    jar().getFileName().toString());
            java(recording(), "-cp", jar().toString(), Training.class.getName());
            List<String> arguments = new ArrayList<>(List.of(replaying(), COMPILE_ALL));
            arguments.addAll(pages());
            arguments.addAll(List.of("-jar", quoted(jar()), ""));
            Files.writeString(start(), String.join(System.lineSeparator(), arguments));
            made = true;
        } finally {
            if (!made) {
                FileSystemUtils.deleteRecursively(directory);
            }
        }
    }

    private Path jar() {
        return directory.resolve("myotome.jar");
    }

    private static boolean aheadOfTime() {
        return Runtime.version().feature() >= AHEAD_OF_TIME;
    }

    private Path archive() {
        return directory.resolve(aheadOfTime() ? "myotome.aot" : "myotome.jsa");
    }

    /** Only Java that archives ahead of time keeps what it learned; the other loads the classes sooner if it learns nothing. */
    private List<String> recording() {
        return aheadOfTime()
                ? List.of("-XX:AOTCacheOutput=" + archive())
                : List.of("-XX:ArchiveClassesAtExit=" + archive(), "-XX:TieredStopAtLevel=1");
    }

    private String replaying() {
        return (aheadOfTime() ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + quoted(archive());
    }

    /** Pages of 2 MB for objects and compiled code, which the processor finds in its tables more often. Only Linux has them. */
    private static List<String> pages() {
        return SystemUtils.IS_OS_LINUX ? List.of("-XX:+UseTransparentHugePages") : List.of();
    }

    /** As a file of arguments has it, in which a backslash escapes. */
    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\") + '"';
    }

    private static void java(List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + " failed:\n" + printed);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
