package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.RunningServer;
import org.myotome.StorageDependent;

/** Writes that depend on what a search finds. https://hl7.org/fhir/R4/http.html#ccreate */
@StorageDependent
class ConditionalIT {

    private final RunningServer server = RunningServer.shared();
    private final String number = UUID.randomUUID().toString();
    private final String condition = "identifier=https://example.org/id%7C" + number;
    private final String search = "/Patient?" + condition;

    @Test
    void conditionalCreateStoresOnceOnly() {
        Answer first = server.post("/Patient", patient(), "If-None-Exist", condition);
        assertThat(first.status()).isEqualTo(201);
        Answer second = server.post("/Patient", patient(), "If-None-Exist", condition);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(server.count(search)).isEqualTo(1);
    }

    @Test
    void conditionThatFitsSeveralIsRefused() {
        server.store(patient());
        server.store(patient());
        assertThat(server.post("/Patient", patient(), "If-None-Exist", condition)
                        .status())
                .isEqualTo(412);
        assertThat(server.put(search, patient()).status()).isEqualTo(412);
        Answer refused = server.delete(search);
        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.issues().get(0).code()).isEqualTo("conflict");
        assertThat(server.count(search)).isEqualTo(2);
    }

    @Test
    void conditionalUpdateCreatesAndThenUpdates() {
        Answer created = server.put(search, patient());
        assertThat(created.status()).isEqualTo(201);
        ObjectNode changed = (ObjectNode) created.json();
        changed.put("active", true).remove("id");
        Answer updated = server.put(search, changed.toString());
        assertThat(updated.status()).isEqualTo(200);
        assertThat(updated.id()).isEqualTo(created.id());
        assertThat(server.get("/Patient/" + created.id()).json().path("active").asBoolean())
                .isTrue();
        assertThat(server.count(search)).isEqualTo(1);
    }

    /** Another client may have looked before the resource was there, and be on the point of creating it. */
    @Test
    void theConditionStaysUniqueWhenTheResourceIsUpdated() {
        Answer created = server.put(search, patient());
        ObjectNode changed = (ObjectNode) created.json();
        changed.put("active", true).remove("id");
        assertThat(server.put(search, changed.toString()).status()).isEqualTo(200);
        String kept = "select count(*) from HFJ_RES_SEARCH_URL where RES_ID = ?";
        long row = Long.parseLong(created.id());
        assertThat(RunningServer.sharedDatabase().queryForObject(kept, Integer.class, row))
                .isEqualTo(1);
        assertThat(server.delete("/Patient/" + created.id()).status()).isEqualTo(200);
        assertThat(RunningServer.sharedDatabase().queryForObject(kept, Integer.class, row))
                .isEqualTo(0);
        assertThat(server.put(search, patient()).status()).isEqualTo(201);
    }

    @Test
    void whatAConditionalUpdateDidIsSaidInFull() {
        Answer created = server.put(search, patient(), "Prefer", "return=OperationOutcome");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.issues().get(0).diagnostics())
                .contains("It was created, because the search found none")
                .doesNotContain("{");
    }

    @Test
    void aCreateThatFindsOneSaysThatNothingWasCreated() {
        server.post("/Patient", patient(), "If-None-Exist", condition);
        Answer again =
                server.post("/Patient", patient(), "If-None-Exist", condition, "Prefer", "return=OperationOutcome");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.issues().get(0).diagnostics())
                .startsWith("Nothing was created or changed: \"" + condition)
                .doesNotContain("Successfully");
    }

    @Test
    void conditionalDeleteDeletesTheOneThatFits() {
        String reference = server.store(patient());
        assertThat(server.delete(search).status()).isIn(200, 204);
        assertThat(server.get("/" + reference).status()).isEqualTo(410);
        assertThat(server.count(search)).isZero();
    }

    @Test
    void conditionalPatchPatchesTheOneThatFits() {
        String reference = server.store(patient());
        String patch = "[{\"op\": \"add\", \"path\": \"/active\", \"value\": true}]";
        assertThat(server.patch(search, patch, "application/json-patch+json").status())
                .isEqualTo(200);
        assertThat(server.get("/" + reference).json().path("active").asBoolean())
                .isTrue();
    }

    @Test
    void conditionWithAnUnknownParameterIsRefusedAndNothingIsTouched() {
        String reference = server.store(patient());
        for (Answer refused : java.util.List.of(
                server.delete("/Patient?identifer=" + number),
                server.put("/Patient?identifer=" + number, patient()),
                server.post("/Patient", patient(), "If-None-Exist", "identifer=" + number))) {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.issues().get(0).diagnostics()).contains("identifer");
        }
        assertThat(server.get("/" + reference).json().at("/meta/versionId").asText())
                .isEqualTo("1");
        assertThat(server.count(search)).isEqualTo(1);
    }

    @Test
    void conditionalWritesPassTheGate() {
        Bedside bedside = Bedside.on(server);
        ObjectNode wrong = bedside.grade("elbow-flexion", Limb.LEFT_LEG, "3");
        String own = "subject=" + bedside.patient();
        for (Answer refused : java.util.List.of(
                server.post("/Observation", wrong.toString(), "If-None-Exist", own),
                server.put("/Observation?" + own, wrong.toString()))) {
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.refusal().rule()).isEqualTo("myo-5");
        }
        assertThat(server.count("/Observation?" + own)).isZero();
    }

    private String patient() {
        return Bedside.person("Patient").replaceFirst("\"value\": \"[^\"]+\"", "\"value\": \"" + number + "\"");
    }
}
