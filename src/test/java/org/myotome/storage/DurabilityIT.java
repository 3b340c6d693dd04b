package org.myotome.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.BundleOf;
import org.myotome.EmptyDatabase;
import org.myotome.OwnProcess;
import org.myotome.RunningServer;
import org.myotome.StartedServer;

/** What was acknowledged is there after the process was killed, whatever happened since. */
@OwnProcess
class DurabilityIT {

    private static final List<String> CONFORMANCE =
            List.of("StructureDefinition", "SearchParameter", "CodeSystem", "ValueSet", "ConceptMap");

    private final Path directory = RunningServer.temporaryDirectory();

    @Test
    void whatWasAcknowledgedSurvivesAKill() throws IOException, InterruptedException {
        Path files = directory.resolve("files");
        writeValueSet(files, "Ward before");
        String grade;
        String member;
        String patient;
        Set<String> underLoad;
        Map<String, Integer> artefacts;
        try (StartedServer first = StartedServer.withFiles(files, directory)) {
            RunningServer server = first.ready();
            assertThat(directory.resolve("data")).isDirectoryContaining("glob:**/myotome*.db");
            artefacts = artefacts(server);
            assertThat(titleOfValueSet(server)).isEqualTo("Ward before");
            Bedside bedside = Bedside.on(server);
            patient = bedside.patient();
            String exam = "urn:uuid:7a1c9a52-1f3e-4f0e-9a53-c0a4c2f4b701";
            Answer transaction = server.post(
                    "",
                    BundleOf.transaction()
                            .post(bedside.grade("hip-flexion", Limb.LEFT_LEG, "4"), exam)
                            .post(bedside.exam(List.of(exam)))
                            .toString());
            assertThat(transaction.status()).as(transaction.body()).isEqualTo(200);
            member = transaction.json().at("/entry/0/response/location").asText();
            grade = server.store(
                    bedside.grade("elbow-flexion", Limb.LEFT_ARM, "3").toString());
            underLoad = storeUntilKilled(bedside, server, first);
        }
        writeValueSet(files, "Ward after");
        try (StartedServer second = StartedServer.withFiles(files, directory)) {
            RunningServer server = second.ready();
            assertThat(server.get("/" + grade).status()).isEqualTo(200);
            assertThat(server.get("/" + member).status()).isEqualTo(200);
            assertThat(underLoad)
                    .as("stored by four clients")
                    .hasSizeGreaterThanOrEqualTo(40)
                    .allSatisfy(reference ->
                            assertThat(server.get("/" + reference).status()).isEqualTo(200));
            String cohort = "/Observation?code=wrist-extension&grade-order=2&body-site=" + Limb.RIGHT_ARM.code();
            assertThat(server.count(cohort))
                    .as("the number that is kept, and the one that is counted")
                    .isGreaterThanOrEqualTo(underLoad.size())
                    .isEqualTo(server.count(cohort + "&subject=" + patient));
            assertThat(server.count("/Observation?subject=" + patient + "&code=hip-flexion"))
                    .isEqualTo(1);
            assertThat(server.get("/Observation?subject=" + patient + "&grade-order=3")
                            .references())
                    .containsExactly(grade);
            assertThat(artefacts(server))
                    .as("loaded once, however often it is started")
                    .isEqualTo(artefacts);
            assertThat(titleOfValueSet(server)).as("a changed file").isEqualTo("Ward after");
            assertThat(server.store(Bedside.person("Patient"))).isNotEqualTo(patient);
            assertThat(second.stop()).isIn(0, 143);
            assertThat(second.printed()).doesNotContain("ERROR", "Exception");
        }
    }

    /** Four clients store grades, each as soon as the one before is acknowledged, until the process is gone. */
    private static Set<String> storeUntilKilled(Bedside bedside, RunningServer server, StartedServer process)
            throws InterruptedException {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        CountDownLatch some = new CountDownLatch(40);
        String grade = bedside.grade("wrist-extension", Limb.RIGHT_ARM, "2").toString();
        ExecutorService clients = Executors.newFixedThreadPool(4);
        for (int client = 0; client < 4; client++) {
            // The request that is under way when the process ends throws.
            clients.submit(() -> {
                while (true) {
                    acknowledged.add(server.store(grade));
                    some.countDown();
                }
            });
        }
        assertThat(some.await(5, TimeUnit.MINUTES)).isTrue();
        process.kill();
        clients.shutdownNow();
        return acknowledged;
    }

    private static void writeValueSet(Path files, String title) throws IOException {
        Path terminology = Files.createDirectories(files.resolve("fhir").resolve("terminology"));
        Files.writeString(terminology.resolve("ValueSet-ward.json"), """
                {"resourceType": "ValueSet", "id": "ward", "url": "https://w3id.org/myotome/ValueSet/ward",
                 "version": "0.1.0", "name": "Ward", "title": "%s", "status": "active", "experimental": false,
                 "date": "2026-11-24", "publisher": "Myotome", "description": "A value set of one ward.",
                 "compose": {"include": [{"system": "https://w3id.org/myotome/CodeSystem/mrc-muscle-grade"}]}}""".formatted(title));
    }

    private static String titleOfValueSet(RunningServer server) {
        return server.get("/ValueSet/ward").json().path("title").asText();
    }

    private static Map<String, Integer> artefacts(RunningServer server) {
        return CONFORMANCE.stream().collect(Collectors.toMap(type -> type, type -> server.count("/" + type)));
    }

    @Test
    void oneDatabaseServesOneServer() {
        EmptyDatabase.in(directory);
        try (StartedServer first = StartedServer.in(directory)) {
            first.ready();
            try (StartedServer second = StartedServer.in(directory)) {
                assertThat(second.ended()).isNotZero();
                assertThat(second.printed()).contains("already in use");
                assertThat(second.printed().lines())
                        .as("a reason, no stack trace")
                        .hasSizeLessThan(30);
            }
        }
    }

    @Test
    void anOlderDatabaseFileBesideALaterLogIsRefused() throws IOException {
        EmptyDatabase.in(directory);
        Path older = Files.copy(database(), directory.resolve("older"));
        try (StartedServer first = StartedServer.in(directory)) {
            first.ready().store(Bedside.person("Patient"));
            first.kill();
        }
        Files.copy(older, database(), StandardCopyOption.REPLACE_EXISTING);
        try (StartedServer second = StartedServer.in(directory)) {
            assertThat(second.ended()).isNotZero();
            assertThat(second.printed()).contains("older one than the log", "Put back the database file");
            assertThat(second.printed().lines()).as("a reason, no stack trace").hasSizeLessThan(30);
        }
    }

    private Path database() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("data"))) {
            return files.filter(file -> file.toString().endsWith(".mv.db"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
