package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.BundleOf;
import org.myotome.RunningServer;
import org.myotome.StorageDependent;

/** Patches are applied, and what they make of a resource passes the same gate. https://hl7.org/fhir/R4/http.html#patch */
@StorageDependent
class PatchIT {

    private static final String JSON_PATCH = "application/json-patch+json";
    private static final String FHIR_JSON = "application/fhir+json";

    private final RunningServer server = RunningServer.shared();
    private final Bedside bedside = Bedside.on(server);
    private final String reference =
            server.store(bedside.grade("elbow-flexion", Limb.LEFT_ARM, "3").toString());

    @Test
    void jsonPatchChangesOneElement() {
        Answer patched = server.patch("/" + reference, replace("/status", "amended"), JSON_PATCH);
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.header("ETag")).isEqualTo("W/\"2\"");
        assertThat(stored("/status")).isEqualTo("amended");
        assertThat(stored("/meta/versionId")).isEqualTo("2");
    }

    @Test
    void fhirPathPatchChangesOneElement() {
        Answer patched = server.patch("/" + reference, fhirPathReplace("Observation.status", "amended"), FHIR_JSON);
        assertThat(patched.status()).isEqualTo(200);
        assertThat(stored("/status")).isEqualTo("amended");
    }

    @Test
    void jsonPatchThatBreaksARuleIsRefused() {
        Answer refused = server.patch("/" + reference, replace("/bodySite/coding/0/code", "32153003"), JSON_PATCH);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.refusal().rule()).isEqualTo("myo-5");
        assertThat(refused.refusal().teaches()).isTrue();
        assertThat(stored("/bodySite/coding/0/code")).isEqualTo("80768000");
        assertThat(stored("/meta/versionId")).isEqualTo("1");
    }

    @Test
    void fhirPathPatchThatBreaksARuleIsRefused() {
        Answer refused = server.patch(
                "/" + reference, fhirPathReplace("Observation.bodySite.coding[0].code", "32153003"), FHIR_JSON);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.refusal().rule()).isEqualTo("myo-5");
        assertThat(stored("/meta/versionId")).isEqualTo("1");
    }

    @Test
    void aFunctionInThePathSelects() {
        String path = "Observation.bodySite.coding.where(system = 'http://snomed.info/sct').code";
        Answer refused = server.patch("/" + reference, fhirPathReplace(path, "32153003"), FHIR_JSON);
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.refusal().rule()).isEqualTo("myo-5");
        assertThat(stored("/meta/versionId")).isEqualTo("1");
    }

    /** With this expression and this text Java compares for longer than there have been stars. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Observation.note.where(text.matches('(a*)*(a*)*(a*)*(a*)*\\\\1b')).text",
                "Observation.note.where(id = 'x' or text . matchesFull ('(a*)*(a*)*\\\\1b')).text",
                "Observation.note.where(text.replaceMatches('(a*)*(a*)*\\\\1b', '') = '').text",
                "Observation.note.where((text/**/.`matches`('(a*)*(a*)*\\\\1b'))).text"
            })
    @Timeout(60)
    void aRegularExpressionInAPathIsRefused(String path) {
        String patch = fhirPathReplace(path, "amended");
        String note = "[{\"op\": \"add\", \"path\": \"/note\", \"value\": [{\"text\": \"" + "a".repeat(5000) + "\"}]}]";
        assertThat(server.patch("/" + reference, note, JSON_PATCH).status()).isEqualTo(200);
        assertRegularRefused(server.patch("/" + reference, patch, FHIR_JSON));
        assertRegularRefused(server.post(
                "",
                BundleOf.transaction()
                        .add(Answer.read(patch), "", "PATCH", reference)
                        .toString()));
        assertThat(stored("/meta/versionId")).isEqualTo("2");
    }

    private static void assertRegularRefused(Answer refused) {
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.issues().get(0).diagnostics()).containsAnyOf("a regular expression", "is not FHIRPath");
    }

    @Test
    void aPatchedGradeKeepsNoOrdinalOfTheOldOne() {
        Answer refused = server.patch("/" + reference, replace("/valueCodeableConcept/coding/0/code", "2"), JSON_PATCH);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.refusals()).containsExactly("myo-2");
        String both = "[" + body(replace("/valueCodeableConcept/coding/0/code", "2")) + ","
                + "{\"op\": \"remove\", \"path\": \"/valueCodeableConcept/coding/0/extension\"}]";
        assertThat(server.patch("/" + reference, both, JSON_PATCH).status()).isEqualTo(200);
        assertThat(stored("/valueCodeableConcept/coding/0/extension/0/valueDecimal"))
                .isEqualTo("2");
    }

    @Test
    void patchToADanglingReferenceIsRefused() {
        Answer refused = server.patch("/" + reference, replace("/subject/reference", "Patient/nobody"), JSON_PATCH);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.refusal().rule()).isEqualTo("reference-not-found");
        assertThat(refused.refusal().text()).contains("Patient/nobody");
        assertThat(stored("/subject/reference")).isEqualTo(bedside.patient());
    }

    @Test
    void patchToACodeThatFhirDoesNotKnowIsRefused() {
        Answer refused = server.patch("/" + reference, replace("/status", "nearly-final"), JSON_PATCH);
        assertThat(refused.status()).isIn(400, 422);
        assertThat(refused.issues().get(0).diagnostics()).contains("nearly-final");
        assertThat(stored("/status")).isEqualTo("final");
    }

    @Test
    void patchOfAnElementThatIsNotThereSaysSo() {
        Answer refused =
                server.patch("/" + reference, "[{\"op\": \"remove\", \"path\": \"/interpretation\"}]", JSON_PATCH);
        assertThat(refused.status()).isIn(400, 422);
        assertThat(refused.issues().get(0).diagnostics()).contains("/interpretation");
    }

    @Test
    void patchOfAnUnknownResourceIsNotFound() {
        Answer refused = server.patch("/Observation/never-was", replace("/status", "amended"), JSON_PATCH);
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.issues().get(0).code()).isEqualTo("not-found");
    }

    private String stored(String pointer) {
        return server.get("/" + reference).json().at(pointer).asText();
    }

    private static String replace(String path, String value) {
        return "[{\"op\": \"replace\", \"path\": \"%s\", \"value\": \"%s\"}]".formatted(path, value);
    }

    private static String body(String patch) {
        return patch.substring(1, patch.length() - 1);
    }

    private static String fhirPathReplace(String path, String code) {
        return """
                {"resourceType": "Parameters", "parameter": [{"name": "operation", "part": [
                  {"name": "type", "valueCode": "replace"},
                  {"name": "path", "valueString": "%s"},
                  {"name": "value", "valueCode": "%s"}]}]}""".formatted(path, code);
    }
}
