package org.myotome.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.terminology.OperationTestServer.text;
import static org.myotome.terminology.TxRequest.issues;
import static org.myotome.terminology.TxRequest.told;

import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.junit.jupiter.api.Test;

/** Names that a supplement adds count where the request or the value set asks for it, and nowhere else. */
class SupplementsTest {

    private static final String SYSTEM = "http://example.org/sides";
    private static final String DANISH = "http://example.org/sides-danish";

    private static TxRequest sides(String required) {
        return TxRequest.bringing("""
                        {"resourceType": "CodeSystem", "url": "http://example.org/sides", "version": "1", "status": "active",
                         "language": "en", "content": "complete", "concept": [{"code": "left", "display": "Left"}]}""", """
                        {"resourceType": "CodeSystem", "url": "http://example.org/sides-danish", "version": "2",
                         "status": "active", "content": "supplement", "supplements": "http://example.org/sides",
                         "concept": [{"code": "left", "designation": [{"language": "da", "value": "Venstre"}],
                           "extension": [{"valueString": "1.",
                             "url": "http://hl7.org/fhir/StructureDefinition/codesystem-label"}]}]}""", """
                        {"resourceType": "ValueSet", "url": "http://example.org/side", "status": "active"%s,
                         "compose": {"include": [{"system": "http://example.org/sides"}]}}""".formatted(required)).url("http://example.org/side");
    }

    private static String requiring(String canonical) {
        return """
                , "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/valueset-supplement",
                    "valueCanonical": "%s"}]""".formatted(canonical);
    }

    @Test
    void aSupplementThatNobodyAsksForAddsNoRightName() {
        var out = sides("").coding(SYSTEM, "left", "Venstre").validate();
        assertThat(text(out, "result")).isEqualTo("false");
        assertThat(text(out, "message")).contains("Valid display is 'Left' (en)");
    }

    @Test
    void theRequestOrTheValueSetAsksForIt() {
        for (var asking : new TxRequest[] {
            sides("").with("useSupplement", DANISH), sides(requiring(DANISH)), sides(requiring(DANISH + "|2"))
        }) {
            var expanded = asking.expand();
            assertThat(told(expanded, "used-supplement")).containsExactly(DANISH + "|2");
            var label = expanded.getExpansion()
                    .getContainsFirstRep()
                    .getExtensionByUrl(ExpansionForm.PROPERTY_OF_MEMBER)
                    .getExtensionByUrl("value");
            assertThat(label.getValueAsPrimitive().getValueAsString()).isEqualTo("1.");
            assertThat(text(asking.coding(SYSTEM, "left", "Venstre").validate(), "result"))
                    .isEqualTo("true");
        }
    }

    @Test
    void oneThatIsNotHeldIsRefused() {
        for (var asking : new TxRequest[] {
            sides("").with("useSupplement", "http://example.org/x"),
            sides(requiring("http://example.org/x")),
            sides(requiring(DANISH + "|3"))
        }) {
            assertThat(asking.refused("ValueSet/$expand", 404, IssueType.NOTFOUND))
                    .contains("tx-resource", "The supplement http://example.org/");
        }
    }

    @Test
    void aSupplementIsNoSystemOfACoding() {
        var out = sides("").coding(DANISH, "left", null).validate();
        assertThat(issues(out)).contains("error invalid-data CODESYSTEM_CS_NO_SUPPLEMENT");
    }
}
