package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.RunningServer;
import org.myotome.StorageDependent;

/** Read, vread, create, update and delete of one resource. https://hl7.org/fhir/R4/http.html */
@StorageDependent
class ReadAndWriteIT {

    private static final String XML = "application/fhir+xml";

    private final RunningServer server = RunningServer.shared();
    private final Bedside bedside = Bedside.on(server);
    private final ObjectNode grade = bedside.grade("elbow-flexion", Limb.LEFT_ARM, "3");

    @Test
    void createAnswersWithTheAddressOfTheFirstVersion() {
        Answer created = server.post("/Observation", grade.toString());
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location"))
                .isEqualTo(server.base() + "/Observation/" + created.id() + "/_history/1");
        assertThat(created.header("ETag")).isEqualTo("W/\"1\"");
        assertThat(created.header("Last-Modified")).isNotEmpty();
        assertThat(created.json().at("/meta/versionId").asText()).isEqualTo("1");
        assertThat(server.get(created.header("Location")).json()).isEqualTo(created.json());
    }

    @Test
    void createTakesNoIdFromTheClient() {
        grade.put("id", "chosen-by-the-client");
        Answer created = server.post("/Observation", grade.toString());
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.id()).isNotEqualTo("chosen-by-the-client");
    }

    @Test
    void readAndVersionReadReturnWhatWasSent() {
        String reference = server.store(grade.toString());
        Answer read = server.get("/" + reference);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.header("ETag")).isEqualTo("W/\"1\"");
        assertThat(read.json().path("bodySite")).isEqualTo(grade.path("bodySite"));
        assertThat(read.json().path("effectiveDateTime").asText()).isEqualTo("2026-11-20T09:30:00+01:00");
        assertThat(read.json().at("/meta/security/0/code").asText()).isEqualTo("HTEST");

        server.put("/" + reference, withNote(read, "second version").toString());
        assertThat(server.get("/" + reference + "/_history/1").json().has("note"))
                .isFalse();
        assertThat(server.get("/" + reference + "/_history/2")
                        .json()
                        .at("/note/0/text")
                        .asText())
                .isEqualTo("second version");
        assertThat(server.get("/" + reference + "/_history/3").status()).isEqualTo(404);
    }

    @Test
    void anUnchangedResourceIsNotSentTwice() {
        String reference = server.store(grade.toString());
        Answer unchanged = server.get("/" + reference, "If-None-Match", "W/\"1\"");
        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(unchanged.body()).isEmpty();
        assertThat(server.get("/" + reference, "If-None-Match", "W/\"0\"").status())
                .isEqualTo(200);
    }

    @Test
    void updateMakesANewVersion() {
        String reference = server.store(grade.toString());
        Answer updated = server.put(
                "/" + reference,
                withNote(server.get("/" + reference), "seen again").toString());
        assertThat(updated.status()).isEqualTo(200);
        assertThat(updated.header("ETag")).isEqualTo("W/\"2\"");
        assertThat(server.get("/" + reference).json().at("/note/0/text").asText())
                .isEqualTo("seen again");
    }

    @Test
    void updateUnderANewIdCreates() {
        String id = "chosen-" + grade.at("/subject/reference").asText().replaceAll("\\D", "");
        grade.put("id", id);
        Answer created = server.put("/Observation/" + id, grade.toString());
        assertThat(created.status()).isEqualTo(201);
        assertThat(server.get("/Observation/" + id).status()).isEqualTo(200);
    }

    @Test
    void updateUnderAnotherIdThanTheOneInTheBodyIsRefused() {
        String reference = server.store(grade.toString());
        Answer refused = server.put(
                "/Observation/someone-else", server.get("/" + reference).body());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.issues().get(0).diagnostics()).contains("someone-else");
        assertThat(server.get("/Observation/someone-else").status()).isEqualTo(404);
    }

    /** https://hl7.org/fhir/R4/http.html#concurrency */
    @Test
    void updateOfAnOutdatedVersionIsRefused() {
        String reference = server.store(grade.toString());
        ObjectNode changed = withNote(server.get("/" + reference), "from the first version");
        assertThat(server.put("/" + reference, changed.toString(), "If-Match", "W/\"1\"")
                        .status())
                .isEqualTo(200);
        changed = withNote(server.get("/" + reference), "from an outdated version");
        Answer refused = server.put("/" + reference, changed.toString(), "If-Match", "W/\"1\"");
        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.issues().get(0).code()).isEqualTo("conflict");
        assertThat(server.get("/" + reference).json().at("/note/0/text").asText())
                .isEqualTo("from the first version");
    }

    @Test
    void deletedIsGoneButItsVersionsRemain() {
        String reference = server.store(grade.toString());
        assertThat(server.delete("/" + reference).status()).isIn(200, 204);
        Answer gone = server.get("/" + reference);
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.issues().get(0).code()).isEqualTo("deleted");
        assertThat(server.get("/" + reference + "/_history/1").status()).isEqualTo(200);
        assertThat(server.count("/Observation?subject=" + bedside.patient())).isZero();
    }

    @Test
    void whatOthersReferToIsNotDeleted() {
        String reference = server.store(grade.toString());
        Answer refused = server.delete("/" + bedside.patient());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.issues().get(0).code()).isEqualTo("conflict");
        assertThat(refused.issues().get(0).diagnostics()).contains(bedside.patient(), reference);
        assertThat(server.get("/" + bedside.patient()).status()).isEqualTo(200);
    }

    @Test
    void theClientChoosesWhatItGetsBack() {
        Answer minimal = server.post("/Observation", grade.toString(), "Prefer", "return=minimal");
        assertThat(minimal.status()).isEqualTo(201);
        assertThat(minimal.body()).isEmpty();
        assertThat(minimal.header("Location")).contains("/Observation/");
        Answer whole = server.post("/Observation", grade.toString(), "Prefer", "return=representation");
        assertThat(whole.json().path("resourceType").asText()).isEqualTo("Observation");
        Answer outcome = server.post("/Observation", grade.toString(), "Prefer", "return=OperationOutcome");
        assertThat(outcome.status()).isEqualTo(201);
        assertThat(outcome.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(server.count("/Observation?subject=" + bedside.patient())).isEqualTo(3);
    }

    @Test
    void anOutcomeThatIsAskedForHoldsTheWarnings() {
        grade.withObject("/meta").putArray("profile").add("https://example.org/StructureDefinition/national");
        Answer outcome = server.post("/Observation", grade.toString(), "Prefer", "return=OperationOutcome");
        assertThat(outcome.status()).isEqualTo(201);
        assertThat(outcome.issues()).anySatisfy(issue -> {
            assertThat(issue.severity()).isEqualTo("warning");
            assertThat(issue.rule()).isEqualTo("profile-unknown");
            assertThat(issue.teaches()).isTrue();
        });
    }

    @Test
    void xmlGoesInAndOut() {
        String reference = server.store(grade.toString());
        Answer read = server.get("/" + reference, "Accept", XML);
        assertThat(read.header("Content-Type")).startsWith(XML);
        assertThat(read.body()).startsWith("<Observation xmlns=\"http://hl7.org/fhir\">");
        assertThat(server.get("/" + reference + "?_format=xml").body()).isEqualTo(read.body());

        Answer created =
                server.post("/Observation", read.body(), "Content-Type", XML, "Accept", "application/fhir+json");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Content-Type")).startsWith("application/fhir+json");
        assertThat(created.json().path("code")).isEqualTo(grade.path("code"));
        assertThat(server.count("/Observation?subject=" + bedside.patient())).isEqualTo(2);
    }

    private static ObjectNode withNote(Answer resource, String text) {
        ObjectNode changed = (ObjectNode) resource.json();
        changed.putArray("note").addObject().put("text", text);
        return changed;
    }
}
