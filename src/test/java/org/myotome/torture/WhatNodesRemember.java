package org.myotome.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.RunningServer;

/** One node has changed something, and the other one answers by it. */
final class WhatNodesRemember {

    /** How long a node may take for there what the other one has deleted. */
    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    private final Nodes nodes;
    private final RunningServer one;
    private final RunningServer two;

    /** That the second node has seen and the first one has deleted, and when. */
    private final Bedside deleted;

    private final long deletedAt;

    /** Has the second node see a patient, and the first one delete it. */
    WhatNodesRemember(Nodes nodes) {
        this.nodes = nodes;
        one = nodes.clients().get(0);
        two = nodes.clients().get(1);
        Bedside at = Bedside.on(one);
        deleted = new Bedside(two, at.patient(), at.tester());
        assertThat(two.post("/Observation/$validate", gradeOfDeleted()).refusals())
                .as("seen by the second node")
                .isEmpty();
        assertThat(one.delete("/" + at.patient()).status()).isEqualTo(200);
        deletedAt = System.nanoTime();
    }

    private String gradeOfDeleted() {
        return deleted.grade("hip-flexion", Limb.LEFT_LEG, "3").toString();
    }

    void whatOneNodeHasDeletedCannotBeReferredToAtTheOther() {
        Answer refused = two.post("/Observation", gradeOfDeleted());
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.refusals()).containsExactly("reference-not-found");
        assertThat(refused.refusal().teaches()).as(refused.body()).isTrue();
    }

    /** Asks until the time is over, and once more. */
    void whatOneNodeHasDeletedIsForgottenByTheOther() throws InterruptedException {
        long end = deletedAt + REMEMBERED.toNanos();
        boolean last = false;
        while (two.post("/Observation/$validate", gradeOfDeleted()).refusals().isEmpty()) {
            assertThat(last).as("forgotten within " + REMEMBERED).isFalse();
            last = System.nanoTime() >= end;
            Thread.sleep(100);
        }
    }

    void thePagesOfASearchComeFromEitherNode() {
        Bedside bedside = Bedside.on(one);
        List<String> stored = bedside.store(bedside.twelve("2"));
        String plain = "/Observation?subject=" + bedside.patient() + "&_count=5";
        for (String search : List.of(plain, plain + "&_include=Observation:performer&_sort=-date")) {
            List<String> found = new ArrayList<>();
            RunningServer node = one;
            for (Answer page = node.get(search); ; page = node.get(page.next().replaceFirst(".*/fhir", ""))) {
                found.addAll(page.references());
                if (page.next().isEmpty()) {
                    break;
                }
                node = node == one ? two : one;
            }
            assertThat(found).as(search).containsAll(stored);
            assertThat(found.stream().filter(stored::contains)).doesNotHaveDuplicates();
        }
    }

    void uploadedTerminologyIsAnsweredAtOnceByTheOtherNode() throws IOException {
        String system = "http://example.org/codes-of-two-nodes";
        String lookup = "/CodeSystem/$lookup?system=" + system + "&code=";
        assertThat(two.get(lookup + "paresis").status()).isEqualTo(404);
        upload(system, "CODE,DISPLAY\nparesis,Paresis\n");
        assertThat(two.get(lookup + "paresis").body()).contains("\"Paresis\"");
        assertThat(two.get(lookup + "plegia").status()).isEqualTo(404);
        upload(system, "CODE,DISPLAY\nparesis,Weakness\nplegia,Plegia\n");
        assertThat(two.get(lookup + "plegia").body()).contains("\"Plegia\"");
        assertThat(two.get(lookup + "paresis").body()).contains("\"Weakness\"");
        assertThat(two.get("/CodeSystem/$validate-code?url=" + system + "&code=plegia")
                        .body()
                        .replaceAll("\\s", ""))
                .contains("{\"name\":\"result\",\"valueBoolean\":true}");
    }

    private void upload(String system, String concepts) throws IOException {
        ByteArrayOutputStream parcel = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(parcel)) {
            zip.putNextEntry(new ZipEntry("concepts.csv"));
            zip.write(concepts.getBytes(StandardCharsets.UTF_8));
        }
        Answer answer = one.send(
                "POST",
                one.base().replace("/fhir", "/terminology/upload?system=" + system),
                BodyPublishers.ofByteArray(parcel.toByteArray()),
                "Content-Type",
                "application/zip");
        assertThat(answer.body()).contains("done: " + system);
    }

    void aMapOfASenderHoldsAtBothNodesAtOnce() throws IOException {
        String message = Files.readString(Path.of("docs/intake/exam.hl7")).replace("\n", "\r");
        String sender = message.split("\\|")[2];
        String other = message.replace("|" + sender + "|", "|NEWCOMER|").replace("README-1", "MAPPED-1");
        assertThat(nodes.atBoth(node -> hl7(node, other)))
                .allSatisfy(answer -> assertThat(answer.body()).contains("MSA|AR|MAPPED-1"));
        Path shipped = mapOf(sender);
        Files.writeString(
                nodes.senders().resolve("newcomer.json"),
                Files.readString(shipped).replace("\"" + sender, "\"NEWCOMER"));
        assertThat(nodes.atBoth(node -> hl7(node, other)))
                .allSatisfy(answer -> assertThat(answer.body()).contains("MSA|AA|MAPPED-1"));
        assertThat(two.count("/DiagnosticReport?patient.identifier=HT-7001")).isEqualTo(1);
    }

    private static Path mapOf(String sender) throws IOException {
        try (Stream<Path> maps = Files.list(Path.of("terminology", "senders"))) {
            return maps.filter(map -> {
                        try {
                            return Files.readString(map).contains("\"" + sender + "|");
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Answer hl7(RunningServer node, String message) {
        return node.send(
                "POST", node.base().replace("/fhir", "/intake/hl7v2"), message, "Content-Type", "application/hl7-v2");
    }

    void searchParametersAndValueSetsAreTheSameAtBothNodes() {
        for (String written : List.of("SearchParameter", "ValueSet", "CodeSystem", "ConceptMap")) {
            assertThat(one.post("/" + written, "{\"resourceType\": \"" + written + "\"}")
                            .status())
                    .as("none is changed while a node runs: " + written)
                    .isEqualTo(405);
            assertThat(one.count("/" + written)).isEqualTo(two.count("/" + written));
        }
    }
}
