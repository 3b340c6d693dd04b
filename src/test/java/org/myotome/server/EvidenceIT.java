package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.Answer.Issue;
import org.myotome.RunningServer;

/** The evidence of a weakness is of the patient who has it. */
class EvidenceIT {

    private static final String RULE = "evidence-patient";

    private final RunningServer server = RunningServer.shared();

    @Test
    void evidenceOfAnotherPatientIsRefused() {
        Answer refused = server.post("", problem("wrong"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.issues()).filteredOn(Issue::refuses).singleElement().satisfies(issue -> {
            assertThat(issue.rule()).isEqualTo(RULE);
            assertThat(issue.path()).endsWith("resource.evidence[0].detail[0]");
            assertThat(issue.teaches()).as(issue.diagnostics()).isTrue();
        });
        assertThat(server.post("", problem("right")).status()).isEqualTo(200);
    }

    /** The grade is stored. A patient of the same transaction may be found to be its patient, or not. */
    @Test
    void storedEvidenceIsComparedWithThePatientOfTheCondition() {
        ObjectNode exam = (ObjectNode) Answer.read(problem("right"));
        ArrayNode entries = (ArrayNode) exam.path("entry");
        ObjectNode condition = (ObjectNode) entries.remove(entries.size() - 1);
        ObjectNode weakness = (ObjectNode) condition.path("resource");
        Answer answer = server.post("", exam.toString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<String> stored = answer.json().findValuesAsText("location").stream()
                .map(location -> location.replaceFirst("/_history/.*", ""))
                .toList();
        ((ObjectNode) weakness.at("/evidence/0/detail/0")).put("reference", stored.get(entries.size() - 1));

        subject(weakness, stored.get(0));
        Answer kept = server.post("/Condition", weakness.toString(), "Prefer", "return=OperationOutcome");
        assertThat(kept.status()).as(kept.body()).isEqualTo(201);
        assertThat(kept.body()).doesNotContain(RULE);

        subject(weakness, server.store("{\"resourceType\":\"Patient\"}"));
        Answer refused = server.post("/Condition", weakness.toString());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains(RULE, stored.get(0));

        subject(weakness, entries.path(0).path("fullUrl").asText());
        entries.remove(entries.size() - 1);
        entries.add(condition);
        Answer open = server.post("", exam.toString(), "Prefer", "return=OperationOutcome");
        assertThat(open.status()).as(open.body()).isEqualTo(200);
        assertThat(open.body()).contains(RULE, "not known before it is stored");
    }

    private static void subject(ObjectNode weakness, String patient) {
        ((ObjectNode) weakness.path("subject")).put("reference", patient);
    }

    private static String problem(String name) {
        try {
            return Files.readString(
                    Path.of("src", "test", "resources", "errors", "validation-rule", RULE, name + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
