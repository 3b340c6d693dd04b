package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.RunningServer;
import org.myotome.StorageDependent;

/** What is still found although the index holds less than R4 defines, and what is refused instead of finding nothing. */
@StorageDependent
class TrimmedSearchIT {

    private final RunningServer server = RunningServer.shared();
    private final Bedside bedside = Bedside.on(server);
    private final String label = UUID.randomUUID().toString();

    @ParameterizedTest
    @ValueSource(strings = {"_tag", "_security"})
    void labelsOfAResourceAreFound(String parameter) {
        ObjectNode grade = bedside.grade("elbow-flexion", Limb.LEFT_ARM, "4");
        grade.withObject("/meta")
                .withArray(parameter.substring(1))
                .addObject()
                .put("system", "https://example.org/label")
                .put("code", label);
        String stored = server.store(grade.toString());
        String search = "/Observation?" + parameter + "=https://example.org/label%7C" + label;
        assertThat(server.get(search).references()).containsExactly(stored);
        assertThat(server.get("/Observation?" + parameter + "=" + label).references())
                .containsExactly(stored);
        assertThat(server.get("/" + stored)
                        .json()
                        .at("/meta/" + parameter.substring(1))
                        .toString())
                .contains(label);
    }

    @Test
    void labelThatAnUpdateDoesNotSendIsGone() {
        ObjectNode grade = bedside.grade("elbow-flexion", Limb.LEFT_ARM, "4");
        ObjectNode labelled = grade.deepCopy();
        labelled.withObject("/meta")
                .withArray("tag")
                .addObject()
                .put("system", "https://example.org/label")
                .put("code", label);
        String stored = server.store(labelled.toString());
        grade.put("id", stored.substring("Observation/".length()));
        assertThat(server.put("/" + stored, grade.toString()).status()).isEqualTo(200);
        assertThat(server.get("/Observation?_tag=" + label).references()).isEmpty();
    }

    @Test
    void patientIsASubjectThatIsAPatient() {
        String stored =
                server.store(bedside.grade("elbow-flexion", Limb.LEFT_ARM, "4").toString());
        String ofDevice = server.store(aboutADevice(server.store("{\"resourceType\": \"Device\"}")));
        assertThat(server.get("/Observation?patient=" + bedside.patient()).references())
                .containsExactly(stored);
        assertThat(server.get("/Observation?subject=" + bedside.patient()).references())
                .containsExactly(stored);
        JsonNode included = server.get("/Observation?_id=" + ofDevice.substring("Observation/".length())
                        + "&_include=Observation:patient")
                .json();
        assertThat(included.path("entry")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"combo-code=elbow-flexion", "combo-value-concept=4", "combo-data-absent-reason=unknown"})
    void parameterThatSaysTheSameAsOthersIsRefusedWithTheOthers(String search) {
        Answer refused = server.get("/Observation?" + search);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("component-code", "value-concept");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Observation?code:text=elbow",
                "/Patient?_has:Observation:subject:code:text=elbow",
                "/Observation?patient=Patient/1&value-concept:text=gravity"
            })
    void wordsBesideTheCodesOfAnObservationAreRefused(String search) {
        Answer refused = server.get(search);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("$expand");
    }

    private String aboutADevice(String device) {
        return """
                {"resourceType": "Observation", "status": "final", "code": {"text": "%s"}, "subject": {"reference": "%s"},
                 "valueString": "calibrated"}""".formatted(label, device);
    }
}
