package org.myotome.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.terminology.OperationTestServer.BASE;
import static org.myotome.terminology.OperationTestServer.SNOMED;
import static org.myotome.terminology.OperationTestServer.query;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import ca.uhn.fhir.context.support.ValueSetExpansionOptions;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.FilterOperator;
import org.hl7.fhir.r4.model.ValueSet.ValueSetExpansionContainsComponent;
import org.junit.jupiter.api.Test;

/** https://hl7.org/fhir/R4/valueset-operation-expand.html */
class ExpandOperationTest {

    private static final String GRADES = BASE + "/ValueSet/mrc-muscle-grade";
    private static final String MOVEMENTS = BASE + "/ValueSet/tested-movement";
    private static final String MUSCLES = BASE + "/ValueSet/muscle-with-side";

    private static final OperationTestServer SERVER = OperationTestServer.shared();

    @Test
    void wholeCodeSystemIsExpandedWithDisplays() {
        var found = expand("url", GRADES);
        assertThat(codes(found)).containsExactlyInAnyOrder("0", "1", "2", "3", "4-minus", "4", "4-plus", "5");
        assertThat(found.getExpansion().getTotal()).isEqualTo(8);
        assertThat(found.getExpansion().getContains())
                .allMatch(ValueSetExpansionContainsComponent::hasDisplay)
                .noneMatch(ValueSetExpansionContainsComponent::hasDesignation);
        assertThat(found.getExpansion().hasIdentifier()).isTrue();
        assertThat(found.getExpansion().hasTimestamp()).isTrue();
        assertThat(found.getUrl()).isEqualTo(GRADES);
    }

    @Test
    void definitionComesOnlyWhenAsked() {
        assertThat(expand("url", GRADES).hasCompose()).isFalse();
        assertThat(expand("url", GRADES, "includeDefinition", "true").hasCompose())
                .isTrue();
    }

    @Test
    void usedVersionOfCodeSystemIsStated() {
        assertThat(expand("url", GRADES).getExpansion().getParameter())
                .anyMatch(parameter -> parameter.getName().equals("used-codesystem")
                        && parameter.getValue().primitiveValue().equals(BASE + "/CodeSystem/mrc-muscle-grade|0.1.0"));
    }

    @Test
    void instanceAndTypeAndVersionGiveTheSameCodes() {
        var codes = codes(expand("url", GRADES));
        assertThat(codes(SERVER.get("ValueSet/mrc-muscle-grade/$expand").ok(ValueSet.class)))
                .isEqualTo(codes);
        assertThat(codes(expand("url", GRADES + "|0.1.0"))).isEqualTo(codes);
        assertThat(codes(expand("url", GRADES, "valueSetVersion", "0.1.0"))).isEqualTo(codes);
        var body = new Parameters().addParameter("url", new UriType(GRADES));
        assertThat(codes(SERVER.post("ValueSet/$expand", body).ok(ValueSet.class)))
                .isEqualTo(codes);
    }

    @Test
    void propertyFilterSelectsMovementsOfTheNeck() {
        assertThat(codes(expand("url", BASE + "/ValueSet/neck-movement")))
                .containsExactlyInAnyOrder("neck-flexion", "neck-extension");
    }

    @Test
    void sumScoreHasItsSixMovements() {
        assertThat(codes(expand("url", BASE + "/ValueSet/mrc-sum-score-movement")))
                .containsExactlyInAnyOrder(
                        "shoulder-abduction",
                        "elbow-flexion",
                        "wrist-extension",
                        "hip-flexion",
                        "knee-extension",
                        "ankle-dorsiflexion");
    }

    @Test
    void filterNeedsEveryWordInAnyCase() {
        assertThat(codes(expand("url", MOVEMENTS, "filter", "FLEX elb")))
                .contains("elbow-flexion", "elbow-flexion-midprone");
        assertThat(codes(expand("url", MOVEMENTS, "filter", "elbow toe"))).isEmpty();
    }

    @Test
    void filterLooksIntoDesignations() {
        assertThat(codes(expand("url", GRADES, "filter", "4+"))).containsExactly("4-plus");
        assertThat(expand("url", GRADES, "filter", "4+", "includeDesignations", "true")
                        .getExpansion()
                        .getContainsFirstRep()
                        .hasDesignation())
                .isTrue();
    }

    @Test
    void pagesTogetherGiveTheWholeAndEachKnowsTheTotal() {
        var whole = expand("url", MUSCLES).getExpansion();
        var pages = new ArrayList<String>();
        for (var offset = 0; offset < whole.getTotal(); offset += 50) {
            var page = expand("url", MUSCLES, "offset", String.valueOf(offset), "count", "50");
            assertThat(page.getExpansion().getTotal()).isEqualTo(whole.getTotal());
            assertThat(page.getExpansion().getOffset()).isEqualTo(offset);
            assertThat(page.getExpansion().getIdentifier()).isEqualTo(whole.getIdentifier());
            pages.addAll(codes(page));
        }
        assertThat(pages).hasSize(whole.getTotal()).doesNotHaveDuplicates();
        assertThat(pages)
                .isEqualTo(whole.getContains().stream()
                        .map(ValueSetExpansionContainsComponent::getCode)
                        .toList());
    }

    @Test
    void countZeroGivesTheTotalOnlyAndOffsetBeyondTheEndNothing() {
        var none = expand("url", GRADES, "count", "0").getExpansion();
        assertThat(none.getTotal()).isEqualTo(8);
        assertThat(none.getContains()).isEmpty();
        assertThat(codes(expand("url", GRADES, "offset", "99"))).isEmpty();
    }

    @Test
    void filteredTotalCountsWhatPassesTheFilter() {
        var page = expand("url", MUSCLES, "filter", "biceps left", "count", "1").getExpansion();
        assertThat(page.getContains()).hasSize(1);
        assertThat(page.getTotal()).isGreaterThan(1).isLessThan(10);
    }

    @Test
    void valueSetThatIsSentAlongIsExpanded() {
        var sent = new ValueSet();
        sent.getCompose()
                .addInclude()
                .setSystem(BASE + "/CodeSystem/tested-movement")
                .addFilter()
                .setProperty("root")
                .setOp(FilterOperator.EQUAL)
                .setValue("C5");
        var body = new Parameters();
        body.addParameter().setName("valueSet").setResource(sent);
        body.addParameter("count", new IntegerType(100));
        var found = SERVER.post("ValueSet/$expand", body).ok(ValueSet.class);
        assertThat(codes(found)).contains("elbow-flexion").doesNotContain("knee-extension");
        assertThat(codes(SERVER.post("ValueSet/$expand", sent).ok(ValueSet.class)))
                .isEqualTo(codes(found));
    }

    @Test
    void harmlessParametersAreTolerated() {
        assertThat(codes(expand("url", GRADES, "displayLanguage", "de", "activeOnly", "true", "excludeNested", "true")))
                .hasSize(8);
    }

    /** Two implementations expand the same files: this one for clients, HAPI's for validation. */
    @Test
    void validatorSeesTheSameCodes() {
        var support = OperationTestServer.guide().validationSupport();
        var valueSets = OperationTestServer.guide().all(ValueSet.class);
        assertThat(valueSets).isNotEmpty();
        for (var valueSet : valueSets) {
            var outcome = support.expandValueSet(
                    new ValidationSupportContext(support), new ValueSetExpansionOptions(), valueSet.getUrl());
            assertThat(outcome).as(valueSet.getUrl()).isNotNull();
            assertThat(codes(expand("url", valueSet.getUrl())))
                    .as(valueSet.getUrl())
                    .containsExactlyInAnyOrderElementsOf(codes((ValueSet) outcome.getValueSet()));
        }
    }

    @Test
    void answerIsXmlWhenAskedFor() {
        var reply = SERVER.send("GET", "ValueSet/mrc-muscle-grade/$expand?_format=xml", null);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(FhirContext.forR4Cached()
                        .newXmlParser()
                        .parseResource(ValueSet.class, reply.http().body())
                        .getExpansion()
                        .getTotal())
                .isEqualTo(8);
    }

    @Test
    void unknownValueSetIsNotFoundAndTheHeldOnesAreNamed() {
        assertThat(refused(404, IssueType.NOTFOUND, "url", "http://example.org/none"))
                .contains("http://example.org/none", GRADES, MOVEMENTS);
        assertThat(SERVER.get("ValueSet/none/$expand").refused(404, IssueType.NOTFOUND))
                .contains("ValueSet/none", GRADES);
        assertThat(refused(404, IssueType.NOTFOUND, "url", GRADES + "|9")).contains("\"9\"", "0.1.0");
    }

    @Test
    void missingValueSetIsRefused() {
        assertThat(SERVER.get("ValueSet/$expand").refused(400, IssueType.REQUIRED))
                .contains("url", "valueSet");
    }

    @Test
    void valueSetNamedTwiceIsRefused() {
        assertThat(SERVER.get("ValueSet/mrc-muscle-grade/$expand" + query("url", MOVEMENTS))
                        .refused(400, IssueType.INVALID))
                .contains("more than once");
        assertThat(refused(400, IssueType.INVALID, "url", GRADES, "url", MOVEMENTS))
                .contains("sent 2 times");
    }

    @Test
    void badNumberOrFlagOrUnknownParameterIsRefused() {
        for (var bad : List.of("-1", "ten", "1.5")) {
            assertThat(refused(400, IssueType.INVALID, "url", GRADES, "count", bad))
                    .contains("count", "\"" + bad + "\"", "whole number");
        }
        assertThat(refused(400, IssueType.INVALID, "url", GRADES, "activeOnly", "yes"))
                .contains("true or false");
        assertThat(refused(400, IssueType.INVALID, "url", GRADES, "filter", "")).contains("filter", "no value");
        assertThat(refused(400, IssueType.NOTSUPPORTED, "url", GRADES, "date", "2026"))
                .contains("\"date\"", "filter");
    }

    @Test
    void sentValueSetThatCannotBeExpandedIsUnprocessable() {
        var foreign = new ValueSet();
        foreign.getCompose().addInclude().setSystem(SNOMED);
        assertThat(SERVER.post("ValueSet/$expand", foreign).refused(422, IssueType.BUSINESSRULE))
                .contains(SNOMED, "CodeSystem/tested-movement");
        assertThat(SERVER.post("ValueSet/$expand", new ValueSet().setName("Empty"))
                        .refused(422, IssueType.BUSINESSRULE))
                .contains("compose.include");
    }

    @Test
    void bodyOfAnotherKindIsRefused() {
        assertThat(SERVER.post("ValueSet/$expand", new Patient().setActive(true))
                        .refused(400, IssueType.NOTSUPPORTED))
                .contains("\"patient\"");
        var body = new Parameters().addParameter("valueSet", new CodeType("x"));
        assertThat(SERVER.post("ValueSet/$expand", body).refused(400, IssueType.INVALID))
                .contains("a ValueSet resource");
    }

    private static ValueSet expand(String... parameters) {
        return SERVER.get("ValueSet/$expand" + query(parameters)).ok(ValueSet.class);
    }

    private static String refused(int status, IssueType type, String... parameters) {
        return SERVER.get("ValueSet/$expand" + query(parameters)).refused(status, type);
    }

    private static List<String> codes(ValueSet expanded) {
        return expanded.getExpansion().getContains().stream()
                .map(ValueSetExpansionContainsComponent::getCode)
                .toList();
    }
}
