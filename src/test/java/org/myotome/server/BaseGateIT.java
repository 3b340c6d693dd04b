package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myotome.Answer;
import org.myotome.Answer.Issue;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.BundleOf;
import org.myotome.RunningServer;

/** Resources that are not about strength are judged by base FHIR R4, and references by what is stored. */
class BaseGateIT {

    private final RunningServer server = RunningServer.shared();
    private final Bedside bedside = Bedside.on(server);
    private final ObjectNode grade = bedside.grade("elbow-flexion", Limb.LEFT_ARM, "3");

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            Patient     ~ {"resourceType": "Patient", "gender": "strong"}                                        ~ Patient.gender
            Patient     ~ {"resourceType": "Patient", "birthDate": "20.11.1960"}                                 ~ Patient.birthDate
            Patient     ~ {"resourceType": "Patient", "strength": "4"}                                           ~ Patient
            Patient     ~ {"resourceType": "Patient", "active": "true"}                                          ~ Patient.active
            Observation ~ {"resourceType": "Observation", "code": {"text": "Grip"}}                              ~ Observation.status
            Condition   ~ {"resourceType": "Condition", "code": {"text": "Weakness"}}                            ~ Condition.subject
            Patient     ~ {"resourceType": "Patient", "contact": [{"gender": "male"}]}                           ~ Patient.contact[0]
            Patient     ~ {"resourceType": "Patient", "name": {"family": "Synthetic"}}                           ~ Patient.name
            """)
    void aFaultInABaseResourceIsRefusedWithItsPath(String type, String json, String path) {
        int before = server.count("/" + type);
        Answer refused = server.post("/" + type, json);
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.issues())
                .anyMatch(issue -> issue.refuses() && issue.path().equals(path));
        assertThat(refused.issues()).allMatch(Issue::teaches);
        assertThat(server.count("/" + type)).isEqualTo(before);
    }

    @Test
    void anotherKindMayClaimAProfileThatIsNotHere() {
        ObjectNode patient = (ObjectNode) Answer.read(Bedside.person("Patient"));
        String claim = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient";
        patient.withObject("/meta").putArray("profile").add(claim);
        Answer stored = server.post("/Patient", patient.toString(), "Prefer", "return=OperationOutcome");
        assertThat(stored.status()).isEqualTo(201);
        assertThat(stored.issues())
                .anyMatch(issue ->
                        issue.severity().equals("warning") && issue.text().contains(claim));
    }

    @Test
    void anObservationWithoutMyotomesCodesIsFree() {
        Answer stored = server.post("/Observation", """
                {"resourceType": "Observation", "status": "final", "subject": {"reference": "%s"},
                 "code": {"coding": [{"system": "http://loinc.org", "code": "8867-4"}]},
                 "valueQuantity": {"value": 72, "system": "http://unitsofmeasure.org", "code": "/min"}}""".formatted(bedside.patient()));
        assertThat(stored.status()).as(stored.body()).isEqualTo(201);
        assertThat(stored.json().at("/meta/profile").isMissingNode()).isTrue();
    }

    @Test
    void unknownExtensionsAreKept() {
        grade.putArray("extension")
                .addObject()
                .put("url", "https://example.org/ward")
                .put("valueString", "3 West");
        Answer stored = server.post("/Observation", grade.toString());
        assertThat(stored.status()).as(stored.body()).isEqualTo(201);
        assertThat(stored.json().at("/extension/0/valueString").asText()).isEqualTo("3 West");
    }

    @Test
    void aReferenceToNothingIsNamed() {
        grade.withObject("/subject").put("reference", "Patient/nobody");
        grade.withObject("/encounter").put("reference", "Encounter/never");
        Answer refused = server.post("/Observation", grade.toString());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.issues())
                .extracting(Issue::rule, Issue::path)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("reference-not-found", "Observation.subject"),
                        org.assertj.core.groups.Tuple.tuple("reference-not-found", "Observation.encounter"));
        assertThat(refused.issues()).allMatch(Issue::teaches);
        assertThat(refused.body()).contains("Patient/nobody", "Encounter/never");
    }

    @Test
    void aReferenceToADeletedResourceLeadsNowhere() {
        String encounter = server.store("""
                {"resourceType": "Encounter", "status": "finished", "subject": {"reference": "%s"},
                 "class": {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "IMP"}}""".formatted(bedside.patient()));
        server.delete("/" + encounter);
        grade.withObject("/encounter").put("reference", encounter);
        Answer refused = server.post("/Observation", grade.toString());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.refusal().rule()).isEqualTo("reference-not-found");
    }

    @Test
    void referencesByTheServersOwnAddressAndToAVersionAreFound() {
        grade.withObject("/subject").put("reference", server.base() + "/" + bedside.patient());
        Answer absolute = server.post("/Observation", grade.toString());
        assertThat(absolute.status()).as(absolute.body()).isEqualTo(201);
        assertThat(server.count("/Observation?subject=" + bedside.patient())).isEqualTo(1);
        grade.withObject("/subject").put("reference", bedside.patient() + "/_history/1");
        Answer versioned = server.post("/Observation", grade.toString());
        assertThat(versioned.status()).as(versioned.body()).isEqualTo(201);
    }

    @Test
    void aReferenceToAnotherServerIsRefusedByName() {
        grade.withObject("/subject").put("reference", "https://ehr.example.org/fhir/Patient/1");
        Answer refused = server.post("/Observation", grade.toString());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.refusal().diagnostics()).contains("https://ehr.example.org/fhir/Patient/1");
    }

    @Test
    void aContainedReferenceThatLeadsNowhereIsRefused() {
        grade.putArray("performer").addObject().put("reference", "#nobody");
        Answer refused = server.post("/Observation", grade.toString());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("#nobody");
        assertThat(refused.issues()).allMatch(Issue::teaches);
    }

    @Test
    void aFaultDeepInATransactionHasItsPath() {
        ObjectNode patient = (ObjectNode) Answer.read(Bedside.person("Patient"));
        patient.put("gender", "strong");
        int before = server.count("/Patient");
        Answer refused =
                server.post("", BundleOf.transaction().post(grade).post(patient).toString());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.refusal().path()).isEqualTo("Bundle.entry[1].resource.gender");
        assertThat(refused.refusal().teaches()).isTrue();
        assertThat(server.count("/Patient")).isEqualTo(before);
    }
}
