package org.myotome.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.myotome.FreePort;

/** A server in a process of its own, or a job that the same program does and then ends. */
final class ServerProcess implements AutoCloseable {

    /** For both: on two processors the default collector takes a fifth of the work for itself. */
    private static final String COLLECTOR = "-XX:+UseParallelGC";

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Process process;
    private final Path log;
    private final int port;
    private final long started = System.nanoTime();

    private ServerProcess(List<String> command, Path log, int port) {
        this.log = log;
        this.port = port;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // An interrupted benchmark leaves nothing running.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    /** Installs the packaged Myotome in the directory, and returns the file from which it starts. */
    static Path install(Path directory) {
        Path log = directory.resolveSibling(directory.getFileName() + ".log");
        new ServerProcess(List.of(java(), "-jar", Settings.jar().toString(), "install", directory.toString()), log, 0)
                .ended();
        return directory.resolve("start");
    }

    /** Myotome as an operator starts it. */
    static ServerProcess myotome(Path start, BenchDatabase database, String name, String heap, Path directory) {
        int port = FreePort.next();
        return new ServerProcess(
                List.of(
                        java(),
                        "-Xmx" + heap,
                        COLLECTOR,
                        "@" + start,
                        "--server.port=" + port,
                        "--management.server.port=0",
                        "--myotome.intake.mllp.port=0",
                        "--myotome.database.url=" + database.url(name),
                        "--myotome.database.user=" + database.user()),
                directory.resolve("myotome.log"),
                port);
    }

    static ServerProcess stock(BenchDatabase database, String heap, Path directory, String... arguments) {
        int port = FreePort.next();
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-Xmx" + heap,
                COLLECTOR,
                "-cp",
                classPath(),
                StockServer.class.getName(),
                "--server.port=" + port,
                "--stock.database=" + database.url("stock")));
        command.addAll(List.of(arguments));
        return new ServerProcess(command, directory.resolve("stock.log"), port);
    }

    /** Waits until it says that it is ready. */
    ServerProcess ready() {
        while (!read().contains("Ready at http://")) {
            waitOrFail();
        }
        return this;
    }

    /** Sends a grade until it is accepted, and returns the seconds from the start of the process until then. */
    double untilFirstWrite(String grade) {
        Connection connection = new Connection(base());
        while (connection.status(Request.post("/Observation", grade)) != 201) {
            waitOrFail();
        }
        return (System.nanoTime() - started) / 1e9;
    }

    private void waitOrFail() {
        try {
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("It has ended with " + process.exitValue() + ":\n" + read());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        if (System.nanoTime() - started > PATIENCE.toNanos()) {
            throw new IllegalStateException("It is not ready after " + PATIENCE + ":\n" + read());
        }
    }

    /** Waits until it has ended by itself. */
    void ended() {
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException("It has ended with " + process.exitValue() + ":\n" + read());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String base() {
        return "http://localhost:" + port + "/fhir";
    }

    /** Megabytes of its memory that are in RAM, as Linux counts them. */
    long residentMegabytes() {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as an operator does, and waits until it has. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("It did not end:\n" + read());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String read() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one of the tests. Maven runs the benchmark in its own process, with a class loader of its own. */
    private static String classPath() {
        if (ServerProcess.class.getClassLoader() instanceof URLClassLoader maven) {
            return Arrays.stream(maven.getURLs())
                    .map(url -> Path.of(URI.create(url.toString())).toString())
                    .collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("java.class.path");
    }

    private static String java() {
        return System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    }
}
