package org.myotome;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged server in a process of its own, as an operator starts it; what it prints is kept. */
public final class StartedServer implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("Ready at http://localhost:(\\d+)/fhir");
    private static final Pattern SECURE = Pattern.compile("Ready at https port (\\d+)");
    private static final Pattern MANAGEMENT = Pattern.compile("Health and metrics at http://127\\.0\\.0\\.1:(\\d+)/");
    private static final Pattern MLLP = Pattern.compile("MLLP at 127\\.0\\.0\\.1:(\\d+)");

    private final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();

    private StartedServer(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /** Starts the one that is installed for all tests, on any free port, with the database below the directory. */
    public static StartedServer in(Path directory, String... arguments) {
        return serve(directory, installed(), arguments);
    }

    /** Starts it with a directory of further files on its class path. */
    public static StartedServer withFiles(Path files, Path directory, String... arguments) {
        return serve(directory, TestInstallation.shared().with(files), arguments);
    }

    /** Starts it with further options of the Java machine. */
    public static StartedServer withOptions(List<String> options, Path directory) {
        List<String> launch = new ArrayList<>(options);
        launch.addAll(installed());
        return serve(directory, launch);
    }

    /** Starts the jar itself, which takes twice as long. */
    public static StartedServer jar(Path directory, String... arguments) {
        return serve(directory, packaged(), arguments);
    }

    /** Has the one that is installed for all tests run a command. */
    public static StartedServer command(Path directory, String... arguments) {
        return start(directory, installed(), List.of(arguments));
    }

    /** Has the jar itself run a command. */
    public static StartedServer jarCommand(Path directory, String... arguments) {
        return start(directory, packaged(), List.of(arguments));
    }

    private static List<String> installed() {
        return List.of("@" + TestInstallation.shared().start());
    }

    private static List<String> packaged() {
        String jar = System.getProperty("myotome.jar");
        if (jar == null) {
            throw new IllegalStateException(
                    "The system property myotome.jar names the packaged jar; mvn verify sets it");
        }
        return List.of("-jar", jar);
    }

    private static StartedServer serve(Path directory, List<String> launch, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(0, "--server.port=0");
        all.add(1, "--myotome.intake.mllp.port=0");
        if (all.stream().noneMatch(argument -> argument.startsWith("--management.server.port="))) {
            all.add("--management.server.port=0");
        }
        return start(directory, launch, all);
    }

    private static StartedServer start(Path directory, List<String> launch, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx1g");
        // It lives for seconds, of which the second compiler would take nearly half, and make nothing faster in time.
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(launch);
        command.addAll(arguments);
        try {
            return new StartedServer(new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives it its standard input, which ends there. */
    public StartedServer given(String input) {
        try (Writer standard = process.outputWriter(StandardCharsets.UTF_8)) {
            standard.write(input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Waits until it is ready, and returns a client for it. */
    public RunningServer ready() {
        return RunningServer.at(port(READY));
    }

    /** Waits until it is ready for clients with a certificate, and returns the port. */
    public int securePort() {
        return port(SECURE);
    }

    /** Waits until it listens for HL7 v2, which is after it is ready, and returns the port. */
    public int mllpPort() {
        return port(MLLP);
    }

    /** Waits until it can be watched, which is after it is ready, and returns the address. */
    public String management() {
        return "http://127.0.0.1:" + port(MANAGEMENT) + "/actuator";
    }

    private int port(Pattern said) {
        for (String line : lines) {
            Matcher port = said.matcher(line);
            if (port.find()) {
                return Integer.parseInt(port.group(1));
            }
        }
        for (String line = next(); line != null; line = next()) {
            Matcher port = said.matcher(line);
            if (port.find()) {
                return Integer.parseInt(port.group(1));
            }
        }
        throw new AssertionError("It did not start:\n" + String.join("\n", lines));
    }

    /** Waits until it has ended by itself, and returns its exit code. */
    public int ended() {
        while (next() != null) {
            // Reading to the end is waiting for the end.
        }
        return exitCode();
    }

    /** Ends it as {@code kill -9} does. (The methods of Process of the same names close its output as well.) */
    public void kill() {
        process.toHandle().destroyForcibly();
        ended();
    }

    /** Ends it as an operator does. */
    public int stop() {
        process.toHandle().destroy();
        return ended();
    }

    /** What it has printed so far as anybody has waited for it. */
    public String printed() {
        return String.join("\n", lines);
    }

    private String next() {
        try {
            String line = output.readLine();
            if (line != null) {
                lines.add(line);
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int exitCode() {
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                throw new AssertionError("It closed its output and runs on");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
