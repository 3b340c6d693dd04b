package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.myotome.Answer;
import org.myotome.RunningServer;

/** Asks terminology operations with a Parameters body, and takes their answers apart. */
final class TerminologyAnswers {

    static final String BASE = "https://w3id.org/myotome";
    static final String GRADES = BASE + "/CodeSystem/mrc-muscle-grade";
    static final String BELOW_3 = BASE + "/ValueSet/mrc-below-3";
    static final String ISSUE_TYPE = "http://hl7.org/fhir/tools/CodeSystem/tx-issue-type";

    /** A code system with German names and a hierarchy, as a client may send it along. */
    static final String MUSCLES = """
            {"name": "tx-resource", "resource": {"resourceType": "CodeSystem", "url": "http://example.org/muscles",
              "version": "2", "language": "en", "status": "active", "content": "complete", "caseSensitive": true,
              "property": [{"code": "nerve", "uri": "http://example.org/nerve", "type": "string"}],
              "concept": [{"code": "arm", "display": "Muscle of the arm",
                "concept": [{"code": "biceps", "display": "Biceps brachii",
                  "designation": [{"language": "de", "value": "Zweiköpfiger Armmuskel"}],
                  "property": [{"code": "nerve", "valueString": "musculocutaneous"}]}]},
                {"code": "old", "display": "Former name", "property": [{"code": "status", "valueCode": "retired"}]}]}}
            """;

    static final String BELOW_ARM = """
            {"name": "tx-resource", "resource": {"resourceType": "ValueSet", "url": "http://example.org/below-arm",
              "status": "active", "compose": {"include": [{"system": "http://example.org/muscles",
                "filter": [{"property": "concept", "op": "descendent-of", "value": "arm"}]}]}}}
            """;

    private static final RunningServer SERVER = RunningServer.shared();

    private TerminologyAnswers() {}

    static Answer validate(String type, String parameters) {
        Answer answer = SERVER.post("/" + type + "/$validate-code", parameters(parameters));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    static JsonNode expand(String parameters) {
        Answer answer = SERVER.post("/ValueSet/$expand", parameters(parameters));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    static String parameters(String parameters) {
        return "{\"resourceType\": \"Parameters\", \"parameter\": [" + parameters + "]}";
    }

    static JsonNode parameter(Answer parameters, String name) {
        return stream(parameters.json().path("parameter"))
                .filter(parameter -> parameter.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is missing: " + parameters.body()));
    }

    /** Each as severity, type, tx-issue-type and place. */
    static List<String> issues(Answer parameters) {
        return stream(parameter(parameters, "issues").at("/resource/issue"))
                .map(issue -> issue.path("severity").asText() + " "
                        + issue.path("code").asText() + " "
                        + issue.at("/details/coding/0/code").asText() + " "
                        + issue.at("/expression/0").asText())
                .toList();
    }

    static List<String> texts(JsonNode array, String path) {
        return stream(array).map(one -> one.at(path).asText()).toList();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
