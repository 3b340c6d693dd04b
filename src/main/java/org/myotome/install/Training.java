package org.myotome.install;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.myotome.MyotomeApplication;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** A program whose loaded classes are archived: the server on a database of its own, with a write and some questions. */
final class Training {

    private static final String EXAM = "/fhir/profiles/examples/exams/icu-screen-below-48.json";

    private static final List<String> QUESTIONS = List.of(
            "/metadata",
            "/Patient",
            "/Observation?grade-order=lt4&_sort=-date&_total=accurate",
            "/Observation?code=mrc-sum-score&_include=Observation:subject");

    private Training() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("myotome-training");
        try (ConfigurableApplicationContext server = SpringApplication.run(
                MyotomeApplication.class,
                "--server.port=0",
                "--management.server.port=0",
                "--myotome.intake.mllp.port=0",
                "--myotome.demo=false",
                "--myotome.database.url=jdbc:h2:file:" + directory.resolve("myotome"))) {
            use("http://localhost:"
                    + ((WebServerApplicationContext) server).getWebServer().getPort() + "/fhir");
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
    }

    private static void use(String base) throws IOException, InterruptedException {
        try (InputStream exam = Training.class.getResourceAsStream(EXAM)) {
            HttpRequest.Builder post = HttpRequest.newBuilder(URI.create(base))
                    .header("Content-Type", "application/fhir+json")
                    .POST(BodyPublishers.ofByteArray(exam.readAllBytes()));
            send(post);
        }
        for (String question : QUESTIONS) {
            send(HttpRequest.newBuilder(URI.create(base + question)));
        }
    }

    private static void send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("The server answered " + answer.statusCode() + ": " + answer.body());
        }
    }
}
