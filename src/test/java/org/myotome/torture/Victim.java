package org.myotome.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.myotome.FreePort;

/** The packaged server in a process of its own, which can be killed and started again at the same addresses. */
final class Victim implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Path directory;
    private final List<String> command = new ArrayList<>();
    private final ProcessBuilder builder = new ProcessBuilder();
    private final int port = FreePort.next();
    private final int mllpPort = FreePort.next();
    private Process process;

    /**
     * @param directory for its log, and for its database if that is H2
     * @param options of the Java machine
     */
    Victim(Path directory, List<String> options, String... arguments) {
        this(directory, Settings.launch(), options, arguments);
    }

    /** @param launch what Java starts, after the options */
    Victim(Path directory, List<String> launch, List<String> options, String... arguments) {
        this.directory = directory;
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(launch);
        command.addAll(List.of(
                "--server.port=" + port, "--management.server.port=0", "--myotome.intake.mllp.port=" + mllpPort));
        command.addAll(List.of(arguments));
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    }

    Victim with(String variable, String value) {
        builder.environment().put(variable, value);
        return this;
    }

    Victim start() {
        try {
            Files.writeString(log(), "", StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
            process = builder.command(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Waits until it takes messages, which is when it is ready. */
    Victim ready() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!printed().contains("MLLP at 127.0.0.1:")) {
            if (endsWithin(Duration.ofMillis(50)) || System.nanoTime() > end) {
                throw new AssertionError("It did not start:\n" + printed());
            }
        }
        return this;
    }

    /** Whether it ends by itself in this time. */
    boolean endsWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As {@code kill -9} does. */
    void kill() {
        if (process != null) {
            process.destroyForcibly();
            endsWithin(PATIENCE);
        }
    }

    /** To stop, as an operator does. */
    void ask() {
        process.destroy();
    }

    /** As an operator does; waits for the end. */
    void stop() {
        ask();
        if (!endsWithin(PATIENCE)) {
            throw new AssertionError("It does not stop:\n" + printed());
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Since its last start. */
    String printed() {
        try {
            return Files.readString(log(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path log() {
        return directory.resolve("server.log");
    }

    Wire wire() {
        return new Wire(port);
    }

    int port() {
        return port;
    }

    int mllpPort() {
        return mllpPort;
    }

    @Override
    public void close() {
        kill();
    }
}
