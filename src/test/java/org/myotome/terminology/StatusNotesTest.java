package org.myotome.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.terminology.OperationTestServer.text;
import static org.myotome.terminology.TxRequest.issues;
import static org.myotome.terminology.TxRequest.told;
import static org.myotome.terminology.TxRequest.tree;

import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.Test;

/** What an answer says of the artefacts that it was made of: which ones, in which version, and in which state they are. */
class StatusNotesTest {

    private static final String SYSTEM = "http://example.org/grades";

    private static final String GRADES = """
            {"resourceType": "CodeSystem", "url": "http://example.org/grades", "version": "1", "status": "draft",
             "content": "%s", "concept": [{"code": "one"}, {"code": "two"}]}""";

    private static String valueSet(String id, String version, String more, String include) {
        return """
                {"resourceType": "ValueSet", "url": "http://example.org/%s", "version": "%s", "status": "active",
                 "description": "Grades", "copyright": "Theirs", %s "compose": {"include": [%s]}}""".formatted(id, version, more, include);
    }

    private static TxRequest importing() {
        return TxRequest.bringing(
                        GRADES.formatted("complete"),
                        valueSet("all", "1", """
                                "extension": [{"valueCode": "withdrawn",
                                  "url": "http://hl7.org/fhir/StructureDefinition/structuredefinition-standards-status"}],""", """
                                {"system": "http://example.org/grades"}"""),
                        valueSet("all", "2", "", """
                                {"system": "http://example.org/grades", "concept": [{"code": "two", "extension": [
                                  {"url": "http://hl7.org/fhir/StructureDefinition/valueset-deprecated",
                                   "valueBoolean": true}]}]}"""),
                        valueSet("importing", "5", "", "{\"valueSet\": [\"http://example.org/all\"]}"))
                .url("http://example.org/importing");
    }

    private static TxRequest pinned(String version) {
        return importing().with("default-valueset-version", new CanonicalType("http://example.org/all|" + version));
    }

    @Test
    void anExpansionSaysWhatItWasMadeOf() {
        var newest = importing().expand();
        assertThat(told(newest, "used-valueset")).containsExactly("http://example.org/all|2");
        assertThat(told(newest, "warning-draft")).containsExactly("http://example.org/grades|1");
        assertThat(told(newest, "warning-withdrawn")).isEmpty();
        assertThat(newest.hasDescription()).isFalse();
        assertThat(newest.getCopyright()).isEqualTo("Theirs");
    }

    @Test
    void theVersionOfImportedValueSetsCanBeSaid() {
        var first = pinned("1").expand();
        assertThat(tree(first)).isEqualTo("one two");
        assertThat(told(first, "default-valueset-version")).containsExactly("http://example.org/all|1");
        assertThat(told(first, "warning-withdrawn")).containsExactly("http://example.org/all|1");
        assertThat(pinned("3").refused("ValueSet/$expand", 404, IssueType.NOTFOUND))
                .contains("\"3\"", "2, 1");
        assertThat(importing()
                        .with("default-valueset-version", new CanonicalType("all"))
                        .refused("ValueSet/$expand", 400, IssueType.INVALID))
                .contains("url|version");
        var grades = OperationTestServer.BASE + "/ValueSet/mrc-at-least-3";
        assertThat(TxRequest.bringing()
                        .url(grades)
                        .with("default-valueset-version", new CanonicalType(grades + "|9"))
                        .refused("ValueSet/$expand", 404, IssueType.NOTFOUND))
                .contains("\"9\"", "0.1.0");
    }

    @Test
    void aCodeIsJudgedWithRemarksOnTheState() {
        var out = pinned("1").coding(SYSTEM, "one", null).validate();
        assertThat(text(out, "result")).isEqualTo("true");
        assertThat(text(out, "message")).isNull();
        assertThat(issues(out))
                .containsExactly("information status-check MSG_DRAFT", "information status-check MSG_WITHDRAWN");
        var deprecated = importing().coding(SYSTEM, "two", null).validate();
        assertThat(issues(deprecated))
                .containsExactly(
                        "information status-check MSG_DRAFT", "warning code-comment CONCEPT_DEPRECATED_IN_VALUESET");
    }

    @Test
    void withAnImportThatIsNotHeldNothingElseIsSaid() {
        var concept = new CodeableConcept().addCoding(new Coding(SYSTEM, "one", null));
        for (var out : new Parameters[] {
            pinned("3").coding(SYSTEM, "one", null).validate(),
            pinned("3").with("codeableConcept", concept).validate()
        }) {
            assertThat(text(out, "result")).isEqualTo("false");
            assertThat(text(out, "message"))
                    .isEqualTo("A definition for the value Set 'http://example.org/all|3' could not be found");
            assertThat(issues(out))
                    .contains("error not-found Unable_to_resolve_value_Set_")
                    .noneMatch(issue -> issue.contains("not-in-vs"));
        }
    }

    @Test
    void ofAFragmentOtherCodesMayBeRight() {
        var request = TxRequest.bringing(
                        GRADES.formatted("fragment"), valueSet("all", "1", "", "{\"system\": \"" + SYSTEM + "\"}"))
                .url("http://example.org/all");
        var expanded = request.expand();
        assertThat(told(expanded, "used-fragment")).containsExactly(SYSTEM + "|1");
        assertThat(expanded.getExpansion()
                        .getExtensionByUrl("http://hl7.org/fhir/StructureDefinition/valueset-unclosed"))
                .isNotNull();
        var out = request.coding(SYSTEM, "three", null).validate();
        assertThat(text(out, "result")).isEqualTo("true");
        assertThat(issues(out)).contains("warning invalid-code UNKNOWN_CODE_IN_FRAGMENT");
    }
}
