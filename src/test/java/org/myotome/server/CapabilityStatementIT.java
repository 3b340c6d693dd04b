package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.RunningServer;

/** What the server says of itself is true. */
class CapabilityStatementIT {

    private static final String BASE = "https://w3id.org/myotome";

    private final RunningServer server = RunningServer.shared();

    @Test
    void theSearchParametersAreShownWithTheirDefinitions() {
        JsonNode observation = resource("Observation");
        for (String name : List.of("body-site", "grade-order", "interpretation", "movement-grade")) {
            JsonNode parameter = named(observation.path("searchParam"), name);
            assertThat(parameter.path("definition").asText()).isEqualTo(BASE + "/SearchParameter/" + name);
            assertThat(parameter.path("documentation").asText()).isNotBlank();
            assertThat(server.get("/SearchParameter?url=" + BASE + "/SearchParameter/" + name)
                            .references())
                    .containsExactly("SearchParameter/" + name);
        }
        assertThat(named(observation.path("searchParam"), "grade-order")
                        .path("type")
                        .asText())
                .isEqualTo("number");
        assertThat(named(observation.path("searchParam"), "movement-grade")
                        .path("type")
                        .asText())
                .isEqualTo("composite");
    }

    @Test
    void everySearchParameterThatIsShownIsAnswered() {
        for (JsonNode parameter : resource("Observation").path("searchParam")) {
            String name = parameter.path("name").asText();
            if (name.startsWith("_")) {
                continue;
            }
            String value = switch (parameter.path("type").asText()) {
                case "date" -> "2026-11-20";
                case "number" -> "3";
                case "quantity" -> "48";
                case "composite" ->
                    name.endsWith("quantity") || name.equals("movement-grade")
                            ? "elbow-flexion$3"
                            : name.endsWith("date") ? "x$2026-11-20" : "x$y";
                default -> "x";
            };
            if (name.equals("_has")) { // has its own form, _has:type:reference:parameter
                continue;
            }
            Answer found = server.get("/Observation?_summary=count&" + name + "=" + value);
            assertThat(found.status()).as(name + found.body()).isEqualTo(200);
        }
    }

    @Test
    void theProfilesAreShownAndCanBeRead() {
        JsonNode profiles = resource("Observation").path("supportedProfile");
        assertThat(profiles)
                .extracting(JsonNode::asText)
                .contains(
                        BASE + "/StructureDefinition/mrc-muscle-strength",
                        BASE + "/StructureDefinition/mrc-sum-score",
                        BASE + "/StructureDefinition/strength-exam");
        for (JsonNode profile : profiles) {
            Answer found = server.get("/StructureDefinition?url=" + profile.asText());
            assertThat(found.json().path("total").asInt()).as(profile.asText()).isEqualTo(1);
            assertThat(found.json().at("/entry/0/resource/snapshot/element").size())
                    .isPositive();
        }
    }

    @Test
    void theCapabilityStatementIsTruthful() {
        JsonNode capabilities = capabilities();
        assertThat(capabilities.path("fhirVersion").asText()).isEqualTo("4.0.1");
        assertThat(capabilities.at("/software/name").asText()).isEqualTo("Myotome");
        assertThat(capabilities.at("/software/version").asText()).isEqualTo("0.1.0");
        assertThat(capabilities.at("/implementation/url").asText()).isEqualTo(server.base());
        assertThat(capabilities.at("/rest/0/interaction"))
                .extracting(one -> one.path("code").asText())
                .contains("transaction", "batch", "history-system");
        JsonNode observation = resource("Observation");
        assertThat(observation.path("interaction"))
                .extracting(one -> one.path("code").asText())
                .containsExactlyInAnyOrder(
                        "read",
                        "vread",
                        "create",
                        "update",
                        "patch",
                        "delete",
                        "history-instance",
                        "history-type",
                        "search-type");
        assertThat(observation.path("conditionalDelete").asText()).isEqualTo("single");
        for (JsonNode operation : observation.path("operation")) {
            String definition = operation.path("definition").asText();
            assertThat(
                            definition.startsWith(server.base())
                                    ? server.get(definition).status()
                                    : 200)
                    .as(definition)
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"StructureDefinition", "SearchParameter", "CodeSystem", "ValueSet", "ConceptMap"})
    void conformanceResourcesAreShownAsReadOnly(String type) {
        assertThat(resource(type).path("interaction"))
                .extracting(one -> one.path("code").asText())
                .contains("read", "search-type")
                .doesNotContain("create", "update", "patch", "delete");
        assertThat(resource(type).has("conditionalCreate")
                        && resource(type).path("conditionalCreate").asBoolean())
                .isFalse();
    }

    private JsonNode capabilities() {
        Answer answer = server.get("/metadata");
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private JsonNode resource(String type) {
        return StreamSupport.stream(capabilities().at("/rest/0/resource").spliterator(), false)
                .filter(resource -> resource.path("type").asText().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode named(JsonNode list, String name) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(one -> one.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not shown"));
    }
}
