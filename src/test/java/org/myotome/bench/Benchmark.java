package org.myotome.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the whole benchmark and writes the report; {@code mvn -Pbench verify} starts it. {@link Settings} says what can be set. */
final class Benchmark {

    private Benchmark() {}

    public static void main(String[] args) throws IOException {
        Settings settings = Settings.ofSystemProperties();
        List<Results> databases = new ArrayList<>();
        Path bench = Files.createDirectories(Path.of("target", "bench")).toAbsolutePath();
        Path start = ServerProcess.install(Files.createTempDirectory(bench, "installed"));
        for (String kind : settings.databases()) {
            Path directory = Files.createTempDirectory(bench, kind);
            try (BenchDatabase database = open(kind, directory)) {
                databases.add(new Comparison(settings, start, database, directory).run());
            }
            // After each database: a run that breaks off leaves what it knows.
            Files.writeString(Settings.report(), new Report(settings).of(databases));
        }
        System.out.println(Files.readString(Settings.report()));
    }

    private static BenchDatabase open(String kind, Path directory) {
        return switch (kind) {
            case "h2" -> new H2Database(directory);
            case "postgresql" -> new PostgresDatabase(directory.resolve("postgresql"));
            default -> throw new IllegalArgumentException("No database " + kind);
        };
    }
}
