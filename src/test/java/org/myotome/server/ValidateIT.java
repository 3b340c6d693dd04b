package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.Answer.Issue;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.BundleOf;
import org.myotome.RunningServer;

/** {@code $validate} says what a write would say, and stores nothing. https://hl7.org/fhir/R4/resource-operation-validate.html */
class ValidateIT {

    private static final String XML = "application/fhir+xml";
    private static final String VALIDATE = "/Observation/$validate";
    private static final String PROFILE = "https://w3id.org/myotome/StructureDefinition/mrc-muscle-strength";

    private final RunningServer server = RunningServer.shared();
    private final Bedside bedside = Bedside.on(server);
    private final ObjectNode right = bedside.grade("elbow-flexion", Limb.LEFT_ARM, "3");
    private final ObjectNode wrong = bedside.grade("elbow-flexion", Limb.LEFT_LEG, "3");
    private int stored;

    @AfterEach
    void nothingIsStored() {
        assertThat(server.count("/Observation?subject=" + bedside.patient())).isEqualTo(stored);
    }

    @Test
    void whatIsRightIsCalledRight() {
        Answer verdict = server.post(VALIDATE, right.toString());
        assertThat(verdict.status()).isEqualTo(200);
        assertThat(verdict.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(verdict.issues())
                .hasSize(1)
                .allMatch(issue -> issue.severity().equals("information"))
                .allMatch(issue -> issue.diagnostics().contains("conforms to FHIR R4 and to " + PROFILE));
    }

    /** Silence would be taken for praise by whoever meant a profile and forgot to say which. */
    @Test
    void whatNoProfileWasAppliedToIsSaid() {
        ObjectNode plain = right.deepCopy();
        plain.set("code", Answer.read("{\"text\": \"Elbow flexion\"}"));
        plain.remove("valueCodeableConcept");
        plain.put("valueString", "weak");
        plain.remove("method");

        assertThat(server.post(VALIDATE, plain.toString()).issues())
                .allMatch(issue -> issue.severity().equals("information"))
                .filteredOn(issue -> issue.path().equals("Observation"))
                .singleElement()
                .satisfies(issue -> assertThat(issue.diagnostics())
                        .contains(
                                "No profile of Myotome was applied",
                                PROFILE,
                                "/CodeSystem/tested-movement",
                                "http://loinc.org (83173-5, 83174-3"));
        assertThat(server.post("/Patient/$validate", Bedside.person("Patient")).issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.diagnostics()).endsWith("conforms to FHIR R4."));
    }

    @Test
    void aDiagnosisIsToldWhichCodesAreRecognisedAsWeakness() {
        Answer verdict = server.post("/Condition/$validate", """
                {"resourceType": "Condition", "subject": {"reference": "%s"}, "code": {"coding": [
                 {"system": "http://snomed.info/sct", "code": "40956001"}]}}""".formatted(bedside.patient()));

        assertThat(verdict.issues())
                .filteredOn(issue -> issue.diagnostics().startsWith("No profile"))
                .singleElement()
                .satisfies(issue -> assertThat(issue.diagnostics())
                        .contains("/StructureDefinition/weakness-condition", "/ValueSet/recognised-weakness"));
    }

    @Test
    void theMessagesAreThoseOfTheWrite() {
        wrong.remove("performer");
        wrong.withObject("/subject").put("reference", bedside.patient());
        Answer verdict = server.post(VALIDATE, wrong.toString());
        assertThat(verdict.status()).isEqualTo(200);
        assertThat(verdict.issues())
                .isEqualTo(server.post("/Observation", wrong.toString()).issues());
        assertThat(verdict.refusals()).hasSizeGreaterThan(1).contains("myo-5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "update", "profile"})
    void modesAreTakenFromTheBodyAndFromTheUrl(String mode) {
        ObjectNode sent = wrong.deepCopy();
        if (mode.equals("update")) {
            sent.put("id", "some-grade");
        }
        Answer inBody = server.post(VALIDATE, parameters(sent, mode).toString());
        Answer inUrl = server.post(VALIDATE + "?mode=" + mode + "&profile=" + PROFILE, sent.toString());
        assertThat(inBody.status()).isEqualTo(200);
        assertThat(inBody.refusals()).containsExactly("myo-5");
        assertThat(inUrl.issues()).isEqualTo(inBody.issues());
    }

    @Test
    void createTakesNoIdAndUpdateNeedsOne() {
        assertThat(server.post(VALIDATE + "?mode=update", right.toString())
                        .refusal()
                        .path())
                .isEqualTo("Observation.id");
        right.put("id", "some-grade");
        assertThat(server.post(VALIDATE + "?mode=update", right.toString()).refusals())
                .isEmpty();
        assertThat(server.post(VALIDATE + "?mode=create", right.toString())
                        .refusal()
                        .path())
                .isEqualTo("Observation.id");
    }

    @Test
    void deleteSaysWhetherSomethingIsInTheWay() {
        String grade = server.store(right.toString());
        stored = 1;
        Answer free = server.get("/" + grade + "/$validate?mode=delete");
        assertThat(free.status()).isEqualTo(200);
        assertThat(free.refusals()).isEmpty();
        Answer referred = server.get("/" + bedside.patient() + "/$validate?mode=delete");
        assertThat(referred.status()).isEqualTo(200);
        assertThat(referred.refusal().code()).isEqualTo("conflict");
        assertThat(referred.refusal().diagnostics()).contains(grade).doesNotContain("HAPI-");
        assertThat(server.get("/" + bedside.patient()).status()).isEqualTo(200);
    }

    @Test
    void aStoredResourceIsValidatedByItsAddress() {
        String grade = server.store(right.toString());
        stored = 1;
        assertThat(server.get("/" + grade + "/$validate").issues()).hasSize(1);
        assertThat(server.post("/" + grade + "/$validate", "").issues()).hasSize(1);
        Answer unknown = server.get("/Observation/never-was/$validate");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.refusal().code()).isEqualTo("not-found");
    }

    @Test
    void anUpdateOnAnInstanceIsJudgedAsThatInstance() {
        var grades = bedside.store(bedside.twelve("4"));
        server.store(bedside.sumScore(48, grades).toString());
        stored = 13;
        ObjectNode changed = bedside.twelve("1").get(0);
        Answer verdict = server.post("/" + grades.get(0) + "/$validate?mode=update", changed.toString());
        assertThat(verdict.status()).isEqualTo(200);
        changed.put("id", grades.get(0).split("/")[1]);
        Answer withId = server.post(VALIDATE + "?mode=update", changed.toString());
        assertThat(withId.refusal().rule()).isEqualTo("grade-in-use");
        assertThat(verdict.refusals()).containsExactly("grade-in-use");
    }

    @Test
    void aProfileThatIsAskedForIsChecked() {
        String other = "https://w3id.org/myotome/StructureDefinition/strength-exam";
        Answer verdict = server.post(VALIDATE + "?profile=" + other, right.toString());
        assertThat(verdict.issues())
                .anyMatch(issue -> issue.refuses() && issue.path().startsWith("Observation.hasMember"));
        Answer unknown =
                server.post(VALIDATE + "?profile=https://example.org/StructureDefinition/none", right.toString());
        assertThat(unknown.body()).contains("https://example.org/StructureDefinition/none");
        assertThat(unknown.issues()).anyMatch(issue -> !issue.severity().equals("information"));
    }

    @Test
    void xmlWorksOnBothSides() {
        String xml = """
                <Observation xmlns="http://hl7.org/fhir"><status value="final"/><code><coding>
                <system value="https://w3id.org/myotome/CodeSystem/tested-movement"/><code value="elbow-flexion"/>
                </coding></code></Observation>""";
        Answer verdict = server.post(VALIDATE, xml, "Content-Type", XML, "Accept", "application/fhir+json");
        assertThat(verdict.status()).isEqualTo(200);
        assertThat(verdict.issues()).extracting(Issue::path).contains("Observation.subject", "Observation.bodySite");
        assertThat(verdict.issues()).allMatch(Issue::teaches);
        String parameters = "<Parameters xmlns=\"http://hl7.org/fhir\"><parameter><name value=\"resource\"/><resource>"
                + xml + "</resource></parameter></Parameters>";
        assertThat(server.post(VALIDATE, parameters, "Content-Type", XML, "Accept", "application/fhir+json")
                        .issues())
                .isEqualTo(verdict.issues());
        assertThat(server.post(VALIDATE, xml, "Content-Type", XML).body()).startsWith("<OperationOutcome");
    }

    @Test
    void transactionsAreValidatedWhole() {
        Answer verdict = server.post(
                "/Bundle/$validate",
                BundleOf.transaction().post(right).post(wrong).toString());
        assertThat(verdict.status()).isEqualTo(200);
        assertThat(verdict.refusal().rule()).isEqualTo("myo-5");
        assertThat(verdict.refusal().path()).startsWith("Bundle.entry[1].resource");
    }

    @Test
    void whatIsNotUnderstoodIsRefused() {
        assertThat(server.post(VALIDATE + "?mode=guess", right.toString()).status())
                .isEqualTo(400);
        assertThat(server.post(VALIDATE + "?mode=profile", right.toString()).status())
                .isEqualTo(400);
        assertThat(server.post(VALIDATE, "").status()).isEqualTo(400);
        assertThat(server.post(VALIDATE, "{\"resourceType\": \"Parameters\"}").status())
                .isEqualTo(400);
        Answer otherType = server.post(VALIDATE, Bedside.person("Patient"));
        assertThat(otherType.status()).isEqualTo(400);
        assertThat(otherType.refusal().diagnostics()).contains("Patient/$validate");
        Answer noJson = server.post(VALIDATE, "{\"resourceType\": ");
        assertThat(noJson.status()).isEqualTo(400);
        assertThat(noJson.refusal().diagnostics()).isNotBlank().doesNotContain("HAPI-");
    }

    @Test
    void aWrongFormIsPartOfTheVerdict() {
        right.put("status", "nearly-final").put("effectiveDateTime", "20.11.2026");
        Answer verdict = server.post(VALIDATE, right.toString());
        assertThat(verdict.status()).as(verdict.body()).isEqualTo(200);
        assertThat(verdict.issues()).extracting(Issue::path).contains("Observation.status");
        assertThat(verdict.issues()).allMatch(Issue::teaches);
    }

    private static JsonNode parameters(JsonNode resource, String mode) {
        ObjectNode parameters = (ObjectNode) Answer.read("{\"resourceType\": \"Parameters\"}");
        var list = parameters.putArray("parameter");
        list.addObject().put("name", "resource").set("resource", resource);
        list.addObject().put("name", "mode").put("valueCode", mode);
        list.addObject().put("name", "profile").put("valueUri", PROFILE);
        return parameters;
    }
}
