package org.myotome.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.myotome.terminology.TxRequest.tree;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.junit.jupiter.api.Test;

/** Filters that lack something or could take for ever, and value sets that import each other. */
class FilterProblemsTest {

    private static final String LONG = "a".repeat(60);

    private static TxRequest filtered(String filter) {
        return TxRequest.bringing("""
                        {"resourceType": "CodeSystem", "url": "http://example.org/long", "status": "active",
                         "content": "complete", "concept": [{"code": "%s"}, {"code": "%s!"}]}""".formatted(LONG, LONG), """
                        {"resourceType": "ValueSet", "url": "http://example.org/filtered", "status": "active",
                         "compose": {"include": [{"system": "http://example.org/long", "filter": [%s]}]}}""".formatted(filter))
                .url("http://example.org/filtered");
    }

    private static String regex(String pattern) {
        return "{\"property\": \"code\", \"op\": \"regex\", \"value\": \"" + pattern + "\"}";
    }

    @Test
    void repetitionsInsideOfRepetitionsTakeNoTime() {
        assertThat(tree(filtered(regex("((a+)+)+")).expand())).isEqualTo(LONG);
    }

    @Test
    void whatLinearPatternsLackIsFollowedWithItsStepsCounted() {
        assertThat(tree(filtered(regex("(?=a)a+")).expand())).isEqualTo(LONG);
        assertThatThrownBy(() -> RegexFilter.of("(?=a)((a+)+)+").test(LONG + "!"))
                .isInstanceOf(BaseServerResponseException.class)
                .hasMessageContaining("takes too long");
        assertThat(filtered(regex("(a")).refused("ValueSet/$expand", 422, IssueType.BUSINESSRULE))
                .contains("no regular expression");
    }

    @Test
    void aFilterWithoutAValueOrWithAnUnknownOperatorSaysSo() {
        assertThat(filtered("{\"property\": \"concept\", \"op\": \"is-a\"}")
                        .refused("ValueSet/$expand", 422, IssueType.INVALID))
                .contains("lacks its value", "\"concept\"");
        assertThat(filtered("""
                        {"property": "concept", "value": "x", "_op": {"extension": [{"valueCode": "descendent-leaf",
                          "url": "http://hl7.org/fhir/5.0/StructureDefinition/extension-ValueSet.compose.include.filter.op"}]}}""").refused("ValueSet/$expand", 422, IssueType.BUSINESSRULE))
                .contains("\"descendent-leaf\"", "child-of");
    }

    @Test
    void valueSetsThatImportEachOtherAreRefused() {
        var circle = """
                {"resourceType": "ValueSet", "url": "http://example.org/%s", "status": "active",
                 "compose": {"include": [{"valueSet": ["http://example.org/%s"]}]}}""";
        assertThat(TxRequest.bringing(circle.formatted("one", "two"), circle.formatted("two", "one"))
                        .url("http://example.org/one")
                        .refused("ValueSet/$expand", 422, IssueType.PROCESSING))
                .contains("http://example.org/one > http://example.org/two > http://example.org/one");
    }
}
