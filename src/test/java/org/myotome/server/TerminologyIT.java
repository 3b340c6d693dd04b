package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.RunningServer;

/** The terminology operations over HTTP, by GET and POST. https://hl7.org/fhir/R4/terminology-service.html */
class TerminologyIT {

    private static final String BASE = "https://w3id.org/myotome";
    private static final String GRADES = BASE + "/CodeSystem/mrc-muscle-grade";
    private static final String MOVEMENTS = BASE + "/CodeSystem/tested-movement";

    private static final Map<String, String> VALUE_OF =
            Map.of("root", "/valueString", "in-mrc-sum-score", "/valueBoolean", "ordinal", "/valueDecimal");

    private final RunningServer server = RunningServer.shared();

    @Test
    void aValueSetIsExpanded() {
        Answer expanded = server.get("/ValueSet/$expand?url=" + BASE + "/ValueSet/mrc-below-3");
        assertThat(expanded.status()).isEqualTo(200);
        assertThat(codes(expanded)).containsExactlyInAnyOrder("0", "1", "2");
        assertThat(expanded.json().at("/expansion/total").asInt()).isEqualTo(3);
        assertThat(codes(server.get("/ValueSet/mrc-below-3/$expand"))).isEqualTo(codes(expanded));
        Answer posted = server.post("/ValueSet/$expand", """
                {"resourceType": "Parameters", "parameter": [
                  {"name": "url", "valueUri": "%s/ValueSet/mrc-below-3"}]}""".formatted(BASE));
        assertThat(codes(posted)).isEqualTo(codes(expanded));
        assertThat(server.get("/ValueSet/mrc-below-3/$expand", "Accept", "application/fhir+xml")
                        .body())
                .startsWith("<ValueSet xmlns=\"http://hl7.org/fhir\">");
    }

    @Test
    void anExpansionIsFilteredAndPaged() {
        String expand = "/ValueSet/tested-movement/$expand";
        assertThat(codes(server.get(expand + "?filter=dorsi"))).containsExactly("ankle-dorsiflexion");
        List<String> all = codes(server.get(expand));
        List<String> pages = new ArrayList<>();
        for (int offset = 0; offset < all.size(); offset += 10) {
            Answer page = server.get(expand + "?count=10&offset=" + offset);
            assertThat(page.json().at("/expansion/total").asInt()).isEqualTo(all.size());
            assertThat(page.json().at("/expansion/offset").asInt()).isEqualTo(offset);
            pages.addAll(codes(page));
        }
        assertThat(all).hasSizeGreaterThan(10).doesNotHaveDuplicates();
        assertThat(pages).isEqualTo(all);
    }

    @Test
    void aCodeIsValidated() {
        String validate = "/ValueSet/$validate-code?url=" + BASE + "/ValueSet/mrc-below-3&system=" + GRADES + "&code=";
        assertThat(parameter(server.get(validate + "2"), "result")
                        .path("valueBoolean")
                        .asBoolean())
                .isTrue();
        Answer outside = server.get(validate + "4-minus");
        assertThat(outside.status()).isEqualTo(200);
        assertThat(parameter(outside, "result").path("valueBoolean").asBoolean())
                .isFalse();
        assertThat(parameter(outside, "message").path("valueString").asText()).contains("4-minus");
        Answer posted = server.post("/CodeSystem/$validate-code", """
                {"resourceType": "Parameters", "parameter": [{"name": "url", "valueUri": "%1$s"},
                  {"name": "coding", "valueCoding": {"system": "%1$s", "code": "6"}}]}""".formatted(GRADES));
        assertThat(parameter(posted, "result").path("valueBoolean").asBoolean()).isFalse();
    }

    @Test
    void aCodeIsLookedUpWithItsProperties() {
        Answer found = server.get("/CodeSystem/$lookup?system=" + MOVEMENTS + "&code=ankle-dorsiflexion");
        assertThat(found.status()).isEqualTo(200);
        assertThat(parameter(found, "display").path("valueString").asText()).isEqualTo("Ankle dorsiflexion");
        assertThat(properties(found, "root")).contains("L4", "L5");
        assertThat(properties(found, "in-mrc-sum-score")).containsExactly("true");
        assertThat(properties(found, "region")).containsExactly("61685007");
        Answer order = server.post("/CodeSystem/$lookup", """
                {"resourceType": "Parameters", "parameter": [
                  {"name": "coding", "valueCoding": {"system": "%s", "code": "4-plus"}},
                  {"name": "property", "valueCode": "ordinal"}]}""".formatted(GRADES));
        assertThat(properties(order, "ordinal")).containsExactly("4.33");
        Answer unknown = server.get("/CodeSystem/$lookup?system=" + GRADES + "&code=6");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.refusal().diagnostics()).contains("6");
    }

    @Test
    void subsumptionIsAnswered() {
        String subsumes = "/CodeSystem/$subsumes?system=" + GRADES + "&codeA=4&codeB=";
        assertThat(parameter(server.get(subsumes + "4"), "outcome")
                        .path("valueCode")
                        .asText())
                .isEqualTo("equivalent");
        assertThat(parameter(server.get(subsumes + "5"), "outcome")
                        .path("valueCode")
                        .asText())
                .isEqualTo("not-subsumed");
    }

    @Test
    void aMuscleIsTranslatedToItsLimb() {
        Answer found = server.get("/ConceptMap/$translate?url=" + BASE
                + "/ConceptMap/muscle-to-site&system=urn:iso:std:iso:11073:10101&code=459381");
        assertThat(parameter(found, "result").path("valueBoolean").asBoolean()).isTrue();
        assertThat(parameter(found, "match")
                        .findValue("valueCoding")
                        .path("code")
                        .asText())
                .isEqualTo("80768000");
        Answer none = server.post("/ConceptMap/muscle-to-site/$translate", """
                {"resourceType": "Parameters", "parameter": [
                  {"name": "coding", "valueCoding": {"system": "http://snomed.info/sct", "code": "80768000"}}]}""");
        assertThat(parameter(none, "result").path("valueBoolean").asBoolean()).isFalse();
        assertThat(parameter(none, "message").path("valueString").asText()).contains("reverse=true");
        Answer nowhere = server.get("/ConceptMap/$translate?system=http://snomed.info/sct&code=22298006");
        assertThat(parameter(nowhere, "message").path("valueString").asText()).doesNotContain("reverse");
    }

    @Test
    void whatIsNotHeldIsNotFound() {
        for (String path : List.of(
                "/ValueSet/$expand?url=http://hl7.org/fhir/ValueSet/no-such-set",
                "/CodeSystem/$lookup?system=http://example.org/none&code=1",
                "/ConceptMap/$translate?url=http://example.org/none&system=http://snomed.info/sct&code=1",
                "/ValueSet/nothing/$expand")) {
            Answer refused = server.get(path);
            assertThat(refused.status()).as(path).isEqualTo(404);
            assertThat(refused.refusal().code()).as(path).isEqualTo("not-found");
            ErrorsIT.assertTellsNothing(refused);
        }
        assertThat(server.get("/ValueSet/$expand?url=" + BASE + "/ValueSet/mrc-below-3&colour=red")
                        .status())
                .isEqualTo(400);
    }

    private static List<String> codes(Answer valueSet) {
        return StreamSupport.stream(valueSet.json().at("/expansion/contains").spliterator(), false)
                .map(code -> code.path("code").asText())
                .toList();
    }

    private static JsonNode parameter(Answer parameters, String name) {
        return StreamSupport.stream(parameters.json().path("parameter").spliterator(), false)
                .filter(parameter -> parameter.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is missing: " + parameters.body()));
    }

    /** The values of one property, a Coding by its code. */
    private static List<String> properties(Answer parameters, String code) {
        return StreamSupport.stream(parameters.json().path("parameter").spliterator(), false)
                .filter(parameter -> parameter.path("name").asText().equals("property"))
                .filter(parameter -> parameter.at("/part/0/valueCode").asText().equals(code))
                .map(parameter -> parameter.path("part").path(1))
                .map(value -> value.has("valueCoding") ? value.at("/valueCoding/code") : value.at(VALUE_OF.get(code)))
                .map(JsonNode::asText)
                .toList();
    }
}
