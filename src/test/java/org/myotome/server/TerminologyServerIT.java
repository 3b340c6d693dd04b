package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.server.TerminologyAnswers.BASE;
import static org.myotome.server.TerminologyAnswers.BELOW_3;
import static org.myotome.server.TerminologyAnswers.GRADES;
import static org.myotome.server.TerminologyAnswers.parameters;
import static org.myotome.server.TerminologyAnswers.texts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.RunningServer;

/** What a terminology server says of itself, and several questions at once. https://hl7.org/fhir/R4/terminologycapabilities.html */
class TerminologyServerIT {

    private final RunningServer server = RunningServer.shared();

    @Test
    void theTerminologyCapabilitiesNameEveryCodeSystemAndParameter() {
        Answer shown = server.get("/metadata?mode=terminology");
        assertThat(shown.status()).as(shown.body()).isEqualTo(200);
        JsonNode statement = shown.json();
        assertThat(statement.path("resourceType").asText()).isEqualTo("TerminologyCapabilities");
        assertThat(statement.at("/software/version").asText()).isEqualTo("0.1.0");
        assertThat(statement.at("/implementation/url").asText()).isEqualTo(server.base());
        List<String> systems =
                Answer.read(server.get("/CodeSystem?_count=200&_elements=url").body()).findValuesAsText("url").stream()
                        .filter(url -> url.startsWith(BASE))
                        .toList();
        assertThat(systems).contains(GRADES);
        assertThat(texts(statement.path("codeSystem"), "/uri")).containsAll(systems);
        assertThat(texts(statement.at("/expansion/parameter"), "/name"))
                .contains("tx-resource", "displayLanguage", "property", "count", "offset", "filter");
        assertThat(server.get("/metadata?mode=terminology", "Accept", "application/fhir+xml")
                        .body())
                .startsWith("<TerminologyCapabilities xmlns=\"http://hl7.org/fhir\">");
    }

    @Test
    void everyParameterThatIsNamedIsTaken() {
        for (String name : texts(server.get("/metadata?mode=terminology").json().at("/expansion/parameter"), "/name")) {
            String value = switch (name) {
                case "count", "offset" -> "1";
                case "property" -> "ordinal";
                case "displayLanguage" -> "de";
                case "filter" -> "a";
                case "designation" -> "urn:ietf:bcp:47|de";
                case "system-version", "check-system-version", "force-system-version" -> GRADES + "|0.1.0";
                default -> "true";
            };
            if (!name.equals("tx-resource") && !name.equals("useSupplement")) { // sent as resources
                Answer expanded = server.get("/ValueSet/mrc-below-3/$expand?" + name + "=" + value.replace("|", "%7C"));
                assertThat(expanded.status()).as(name + expanded.body()).isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?mode=full", "?mode=normative"})
    void otherModesAreTheCapabilityStatement(String mode) {
        JsonNode statement = server.get("/metadata" + mode).json();
        assertThat(statement.path("resourceType").asText()).isEqualTo("CapabilityStatement");
        assertThat(statement.path("instantiates"))
                .extracting(JsonNode::asText)
                .containsExactly("http://hl7.org/fhir/CapabilityStatement/terminology-server");
        assertThat(server.get("/metadata?mode=brief").refusal().diagnostics()).contains("terminology");
    }

    @Test
    void theVersionsOfFhirAreAnswered() {
        assertThat(server.get("/$versions").json().findValuesAsText("valueCode"))
                .containsExactly("4.0", "4.0");
    }

    @Test
    void aBatchOfOperationsIsAnsweredEntryByEntry() {
        Answer batch = server.post("", """
                {"resourceType": "Bundle", "type": "batch", "entry": [
                  {"request": {"method": "POST", "url": "CodeSystem/$validate-code"}, "resource":
                    {"resourceType": "Parameters", "parameter": [
                      {"name": "coding", "valueCoding": {"system": "%1$s", "code": "4-plus"}}]}},
                  {"request": {"method": "POST", "url": "ValueSet/$validate-code"}, "resource":
                    {"resourceType": "Parameters", "parameter": [{"name": "url", "valueUri": "http://example.org/none"},
                      {"name": "coding", "valueCoding": {"system": "%1$s", "code": "4"}}]}},
                  {"request": {"method": "GET", "url": "ValueSet/mrc-below-3/$validate-code?system=%1$s&code=3"}}]}
                """.formatted(GRADES));
        assertThat(batch.status()).as(batch.body()).isEqualTo(200);
        assertThat(batch.json().path("type").asText()).isEqualTo("batch-response");
        JsonNode entries = batch.json().path("entry");
        assertThat(texts(entries, "/response/status")).containsExactly("200 OK", "404 Not Found", "200 OK");
        assertThat(entries.at("/0/resource/parameter/0/valueBoolean").asBoolean())
                .isTrue();
        assertThat(entries.at("/1/response/outcome/issue/0/details/coding/0/code")
                        .asText())
                .isEqualTo("not-found");
        assertThat(entries.at("/2/resource/parameter/0/valueBoolean").asBoolean())
                .isFalse();
    }

    @Test
    void severalCodesAreJudgedAtOnce() {
        Answer judged = server.post("/ValueSet/$batch-validate-code", parameters("""
                {"name": "url", "valueUri": "%s"},
                {"name": "validation", "resource": {"resourceType": "Parameters", "parameter": [
                  {"name": "coding", "valueCoding": {"system": "%2$s", "code": "2"}}]}},
                {"name": "validation", "resource": {"resourceType": "Parameters", "parameter": [
                  {"name": "display", "valueString": "no code"}]}},
                {"name": "validation", "resource": {"resourceType": "Parameters", "parameter": [
                  {"name": "coding", "valueCoding": {"system": "%2$s", "code": "3"}}]}}
                """.formatted(BELOW_3, GRADES)));
        JsonNode answers = judged.json().path("parameter");
        assertThat(texts(answers, "/resource/resourceType"))
                .containsExactly("Parameters", "OperationOutcome", "Parameters");
        assertThat(answers.at("/0/resource/parameter/0/valueBoolean").asBoolean())
                .isTrue();
        assertThat(answers.at("/2/resource/parameter/0/valueBoolean").asBoolean())
                .isFalse();
    }
}
