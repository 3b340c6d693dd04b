package org.myotome.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.terminology.OperationTestServer.text;
import static org.myotome.terminology.TxRequest.issues;
import static org.myotome.terminology.TxRequest.told;
import static org.myotome.terminology.TxRequest.words;

import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.UriType;
import org.junit.jupiter.api.Test;

/** Which names are right in which language, and what is said of those that are not; and what {@code $lookup} with * tells. */
class DisplayWordsTest {

    private static final String SYSTEM = "http://example.org/parts";

    private static TxRequest parts(String compose) {
        return TxRequest.bringing("""
                        {"resourceType": "CodeSystem", "url": "http://example.org/parts", "version": "1", "status": "active",
                         "language": "en", "content": "complete", "property": [{"code": "status", "type": "code"}],
                         "concept": [{"code": "arm", "display": "Arm", "definition": "The upper limb.", "designation": [
                             {"language": "en", "value": "Brachium"}, {"language": "en-GB", "value": "Arm"},
                             {"language": "de", "value": "Oberarm"}, {"value": "arm."}]},
                           {"code": "leg", "display": "Leg",
                            "property": [{"code": "status", "valueCode": "deprecated"}]}]}""", """
                        {"resourceType": "ValueSet", "url": "http://example.org/part", "status": "active",
                         "compose": {%s "include": [{"system": "http://example.org/parts"}]}}""".formatted(compose)).url("http://example.org/part");
    }

    private static Parameters judge(TxRequest request, String display) {
        return request.coding(SYSTEM, display.isEmpty() ? "leg" : "arm", display.isEmpty() ? null : display)
                .validate();
    }

    @Test
    void rightNamesAreToldWithTheirLanguages() {
        assertThat(words(judge(parts(""), "Hand")))
                .containsExactly(
                        "Wrong Display Name 'Hand' for http://example.org/parts#arm. Valid display is one of 4 "
                                + "choices: 'Arm' (en), 'Brachium' (en), 'Arm' (en-GB) or 'Oberarm' (de) "
                                + "(for the language(s) '--')");
        assertThat(words(judge(parts("").with("displayLanguage", "de"), "Arm2")))
                .first()
                .asString()
                .contains("Valid display is 'Oberarm' (de)");
    }

    @Test
    void withoutANameInTheLanguageWantedTheDefaultOnesAreRight() {
        var out = judge(parts("").with("displayLanguage", "fr"), "Brachium");
        assertThat(text(out, "result")).isEqualTo("false");
        var leg = parts("")
                .with("displayLanguage", "fr")
                .coding(SYSTEM, "leg", "Leg")
                .validate();
        assertThat(text(leg, "result")).isEqualTo("true");
        assertThat(issues(leg)).contains("information invalid-display NO_VALID_DISPLAY_FOUND_NONE_FOR_LANG_OK");
        assertThat(text(leg, "message")).contains("valid display for the default language");
    }

    @Test
    void theValueSetMaySayTheLanguage() {
        var german = """
                "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/valueset-expansion-parameter", "extension": [
                  {"url": "name", "valueCode": "displayLanguage"}, {"url": "value", "valueCode": "de"}]}],""";
        assertThat(text(judge(parts(german), "Brachium"), "result")).isEqualTo("false");
        assertThat(text(judge(parts(german).with("displayLanguage", "en"), "Brachium"), "result"))
                .isEqualTo("true");
        var expanded = parts(german).expand();
        assertThat(told(expanded, "displayLanguage")).containsExactly("de");
        assertThat(expanded.getExpansion().getContainsFirstRep().getDisplay()).isEqualTo("Oberarm");
    }

    @Test
    void theSameWordOfAnotherLanguageIsAnotherName() {
        var names = parts("").flag("includeDesignations", true).expand();
        assertThat(names.getExpansion().getContainsFirstRep().getDesignation())
                .extracting(name -> name.getLanguage() + " " + name.getValue())
                .contains("en-GB Arm");
    }

    @Test
    void aDeprecatedCodeIsRightWithAWarning() {
        var out = judge(parts("").flag("activeOnly", true), "");
        assertThat(text(out, "result")).isEqualTo("true");
        assertThat(text(out, "status")).isEqualTo("deprecated");
        assertThat(text(out, "inactive")).isNull();
        assertThat(issues(out)).containsExactly("warning code-comment DEPRECATED_CONCEPT_FOUND");
    }

    @Test
    void lookupOfEverythingTellsTheDefinitionAsLaterReleasesDo() {
        var out = TxRequest.bringing("""
                        {"resourceType": "CodeSystem", "url": "http://example.org/one", "status": "active",
                         "content": "complete", "concept": [{"code": "a", "display": "A", "definition": "First."}]}""")
                .with("system", new UriType("http://example.org/one"))
                .with("code", "a")
                .with("property", "*")
                .ask("CodeSystem/$lookup");
        assertThat(text(out, "definition")).isEqualTo("First.");
        assertThat(text(out, "code")).isEqualTo("a");
        assertThat(text(out, "system")).isEqualTo("http://example.org/one");
    }

    @Test
    void aValueSetThatIsNotHeldIsNamedInTheWordsOfHl7() {
        assertThat(parts("").with("valueSetVersion", "9").refused("ValueSet/$expand", 404, IssueType.NOTFOUND))
                .contains("http://example.org/part");
    }
}
