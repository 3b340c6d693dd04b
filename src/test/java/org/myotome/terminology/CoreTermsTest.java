package org.myotome.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.terminology.OperationTestServer.text;
import static org.myotome.terminology.TxRequest.told;
import static org.myotome.terminology.TxRequest.tree;

import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;

/** Value sets of users that draw on FHIR's own, and a client that takes only so many codes. */
class CoreTermsTest {

    private static final String GENDER = "http://hl7.org/fhir/administrative-gender";

    private static TxRequest without(String code) {
        return TxRequest.bringing("""
                        {"resourceType": "ValueSet", "url": "http://example.org/some", "status": "active", "compose": {
                         "include": [{"valueSet": ["http://hl7.org/fhir/ValueSet/administrative-gender"]}],
                         "exclude": [{"system": "%s", "concept": [{"code": "%s"}]}]}}""".formatted(GENDER, code)).url("http://example.org/some");
    }

    @Test
    void fhirsOwnValueSetsCanBeImported() {
        var expanded = without("unknown").expand();
        assertThat(tree(expanded)).isEqualTo("male female other");
        assertThat(told(expanded, "used-codesystem")).containsExactly(GENDER + "|4.0.1");
        assertThat(told(expanded, "used-valueset"))
                .containsExactly("http://hl7.org/fhir/ValueSet/administrative-gender|4.0.1");
    }

    @Test
    void theirCodesAreJudged() {
        assertThat(text(without("unknown").coding(GENDER, "male", "Male").validate(), "result"))
                .isEqualTo("true");
        var unknown = without("unknown").coding(GENDER, "mail", null).validate();
        assertThat(text(unknown, "result")).isEqualTo("false");
        assertThat(text(unknown, "message")).contains("Unknown code 'mail'", "version '4.0.1'");
    }

    @Test
    void systemsWithReleasesOfTheirOwnAreNotHeld() {
        assertThat(TxRequest.bringing()
                        .url("http://terminology.hl7.org/ValueSet/v3-ActClass")
                        .refused("ValueSet/$expand", 404, IssueType.NOTFOUND))
                .contains("v3-ActClass", "Held are");
    }

    @Test
    void whoTakesFewCodesAtOnceIsToldToAskForPages() {
        var server = OperationTestServer.shared();
        var url = "ValueSet/mrc-at-least-3/$expand";
        assertThat(server.send("GET", url, null, "X-Too-Costly-Threshold", "1000")
                        .ok(ValueSet.class))
                .isNotNull();
        assertThat(server.send("GET", url, null, "X-Too-Costly-Threshold", "3").refused(422, IssueType.TOOCOSTLY))
                .contains("count and offset");
        assertThat(server.send("GET", url + "?count=3", null, "X-Too-Costly-Threshold", "3")
                        .ok(ValueSet.class))
                .isNotNull();
    }
}
