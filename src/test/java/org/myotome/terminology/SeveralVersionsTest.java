package org.myotome.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.terminology.OperationTestServer.text;
import static org.myotome.terminology.TxRequest.issues;
import static org.myotome.terminology.TxRequest.told;
import static org.myotome.terminology.TxRequest.tree;

import org.hl7.fhir.r4.model.Coding;
import org.junit.jupiter.api.Test;

/** A value set that draws on two versions of one code system, in which a code has another display. */
class SeveralVersionsTest {

    private static final String URL = "http://example.org/several";
    private static final String SYSTEM = "http://example.org/moved";
    private static final String BOTH = "{\"system\": \"" + SYSTEM + "\", \"version\": \"1\"}, {\"system\": \"" + SYSTEM
            + "\", \"version\": \"2\"}";

    private static String system(String version, String moved, String only) {
        return """
                {"resourceType": "CodeSystem", "url": "%s", "version": "%s", "status": "active", "content": "complete",
                 "concept": [{"code": "moved", "display": "%s"}, {"code": "%s", "display": "Only here"}]}""".formatted(SYSTEM, version, moved, only);
    }

    private static TxRequest several(String include, String exclude, String setting) {
        return TxRequest.bringing(system("1", "Old name", "old"), system("2", "New name", "new"), """
                        {"resourceType": "ValueSet", "url": "%s", "status": "active", "compose": {%s
                         "include": [%s]%s}}""".formatted(
                                URL, setting, include, exclude.isEmpty() ? "" : ", \"exclude\": [" + exclude + "]"))
                .url(URL);
    }

    private static String match(boolean value) {
        return """
                "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/valueset-expansion-parameter", "extension": [
                  {"url": "name", "valueCode": "versionsMatch"}, {"url": "value", "valueString": "%s"}]}],""".formatted(value);
    }

    @Test
    void eachVersionOfACodeIsAMemberAndSaysItsVersion() {
        var expanded = several(BOTH, "", "").expand();
        assertThat(tree(expanded)).isEqualTo("moved|2 moved|1 old|1 new|2");
        assertThat(told(expanded, "used-codesystem")).containsExactly(SYSTEM + "|1", SYSTEM + "|2");
        assertThat(told(expanded, "versionsMatch")).isEmpty();
    }

    @Test
    void theDefinitionMaySayThatVersionsDoNotMatter() {
        var expanded = several(BOTH, "", match(true)).expand();
        assertThat(tree(expanded)).isEqualTo("moved|2 old|1 new|2");
        assertThat(told(expanded, "versionsMatch")).containsExactly("true");
    }

    @Test
    void anExcludeMeansItsVersionWhereSeveralAreIncludedAndElseTheCode() {
        var exclude = "{\"system\": \"" + SYSTEM + "\", \"version\": \"1\", \"concept\": [{\"code\": \"moved\"}]}";
        assertThat(tree(several(BOTH, exclude, "").expand())).isEqualTo("moved|2 old|1 new|2");
        var newOnly = "{\"system\": \"" + SYSTEM + "\", \"version\": \"2\"}";
        var expanded = several(newOnly, exclude, "").expand();
        assertThat(tree(expanded)).isEqualTo("new|2");
        assertThat(told(expanded, "versionsMatch")).containsExactly("true");
        assertThat(tree(several(newOnly, exclude, match(false)).expand())).isEqualTo("moved|2 new|2");
    }

    @Test
    void aCodeIsJudgedByTheVersionThatHasItAndItsDisplay() {
        var plain = several(BOTH, "", "").coding(SYSTEM, "moved", null).validate();
        assertThat(text(plain, "version")).isEqualTo("2");
        var old = several(BOTH, "", "").coding(SYSTEM, "moved", "Old name").validate();
        assertThat(text(old, "result")).isEqualTo("true");
        assertThat(text(old, "version")).isEqualTo("1");
        var gone = several(BOTH, "", "").coding(SYSTEM, "old", null).validate();
        assertThat(text(gone, "result")).isEqualTo("true");
        assertThat(text(gone, "version")).isEqualTo("1");
    }

    @Test
    void theVersionOfTheCodingGoesBeforeAll() {
        var wrongName = several(BOTH, "", "")
                .with("coding", new Coding(SYSTEM, "moved", "Old name").setVersion("2"))
                .validate();
        assertThat(text(wrongName, "result")).isEqualTo("false");
        assertThat(text(wrongName, "display")).isEqualTo("New name");
        var notThere = several(BOTH, "", "")
                .with("coding", new Coding(SYSTEM, "new", null).setVersion("1"))
                .validate();
        assertThat(text(notThere, "result")).isEqualTo("false");
        assertThat(issues(notThere))
                .containsExactly(
                        "error invalid-code Unknown_Code_in_Version",
                        "error not-in-vs None_of_the_provided_codes_are_in_the_value_set_one");
    }
}
