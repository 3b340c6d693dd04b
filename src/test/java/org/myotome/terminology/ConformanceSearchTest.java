package org.myotome.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.terminology.OperationTestServer.BASE;
import static org.myotome.terminology.OperationTestServer.query;

import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.junit.jupiter.api.Test;

/** https://hl7.org/fhir/R4/search.html, parameter types and modifiers, for the artefacts of the guide. */
class ConformanceSearchTest {

    private static final OperationTestServer SERVER = OperationTestServer.shared();

    @Test
    void stringStartsContainsOrIsExact() {
        assertThat(search("CodeSystem", "name", "mrcmuscle")).containsExactly("mrc-muscle-grade");
        assertThat(search("CodeSystem", "name", "muscle")).isEmpty();
        assertThat(search("CodeSystem", "name:contains", "muscle"))
                .containsExactly("isncsci-key-muscle", "mrc-muscle-grade");
        assertThat(search("CodeSystem", "name:exact", "mrcMuscleGrade")).isEmpty();
        assertThat(search("CodeSystem", "name:exact", "MrcMuscleGrade")).containsExactly("mrc-muscle-grade");
    }

    @Test
    void tokenIsCodeOrSystemAndCode() {
        var all = search("ValueSet");
        assertThat(search("ValueSet", "status", "active")).isEqualTo(all);
        assertThat(search("ValueSet", "status", "http://hl7.org/fhir/publication-status|active"))
                .isEqualTo(all);
        assertThat(search("ValueSet", "status", "http://example.org|active")).isEmpty();
        assertThat(search("ValueSet", "status:not", "active")).isEmpty();
        assertThat(search("ValueSet", "version", "|0.1.0")).isEqualTo(all);
        assertThat(search("CodeSystem", "code", "4-plus")).containsExactly("mrc-muscle-grade");
        assertThat(search("SearchParameter", "base", "Observation")).contains("grade-order");
        assertThat(search("StructureDefinition", "abstract", "true"))
                .containsExactly("movement-strength", "strength-observation", "tested-strength", "weakness-problem");
    }

    @Test
    void commaMeansOrAndRepetitionMeansAnd() {
        assertThat(search("CodeSystem", "_id", "mrc-muscle-grade,tested-movement"))
                .containsExactly("mrc-muscle-grade", "tested-movement");
        assertThat(search("CodeSystem", "code", "elbow-flexion", "code", "4-plus"))
                .isEmpty();
        assertThat(search("CodeSystem", "code", "elbow-flexion", "code", "knee-extension"))
                .containsExactly("tested-movement");
    }

    @Test
    void uriIsWholeOrBelow() {
        assertThat(search("ValueSet", "url", BASE)).isEmpty();
        assertThat(search("ValueSet", "url:below", BASE)).isEqualTo(search("ValueSet"));
        assertThat(search("ValueSet", "reference", BASE + "/CodeSystem/strength-method"))
                .contains("mrc-method", "strength-technique");
        assertThat(search("StructureDefinition", "type", "Observation")).contains("mrc-sum-score");
    }

    @Test
    void referenceIsCanonicalWithOrWithoutVersion() {
        assertThat(search("StructureDefinition", "base", BASE + "/StructureDefinition/strength-observation"))
                .contains("tested-strength", "strength-exam", "mrc-sum-score");
        assertThat(search("StructureDefinition", "valueset", BASE + "/ValueSet/lateralised-site"))
                .contains("movement-strength")
                .doesNotContain("grip-strength");
    }

    @Test
    void dateComparesWithPrefixes() {
        var all = search("ValueSet");
        for (var fits : List.of("2026", "eq2026-11", "ge2026-11-24", "le2026", "gt2026-11-23", "sa2025")) {
            assertThat(search("ValueSet", "date", fits)).as(fits).isEqualTo(all);
            assertThat(search("ValueSet", "_lastUpdated", fits)).as(fits).isEqualTo(all);
        }
        for (var misses : List.of("2026-11-23", "ne2026", "lt2026-11-24", "eb2026-11-24", "sa2026")) {
            assertThat(search("ValueSet", "date", misses)).as(misses).isEmpty();
        }
        assertThat(search("ValueSet", "date", "2026-11-24"))
                .contains("mrc-method")
                .doesNotContain("recognised-weakness");
        assertThat(search("ValueSet", "date", "gt2026-11-24"))
                .contains("recognised-weakness")
                .doesNotContain("mrc-method");
        assertThat(search("ValueSet", "_lastUpdated", "ge2026-11-24T00:00:00Z")).isEqualTo(all);
        assertThat(search("ValueSet", "_lastUpdated", "lt2026-11-24T01:00:00.000+01:00"))
                .isEmpty();
    }

    @Test
    void missingAsksForPresence() {
        assertThat(search("ValueSet", "jurisdiction:missing", "true")).isEqualTo(search("ValueSet"));
        assertThat(search("ValueSet", "jurisdiction:missing", "false")).isEmpty();
    }

    /** HAPI's CapabilityStatement lists them, and nothing here has a value for them. */
    @Test
    void quantityOfAbsentUseContextFindsNothing() {
        assertThat(search("ValueSet", "context-quantity", "5")).isEmpty();
        assertThat(search("ValueSet", "context-type-value", "focus$x")).isEmpty();
    }

    @Test
    void unknownParameterIsRefusedInHapisWordsWithTheAllowedOnes() {
        assertThat(refused(IssueType.NOTSUPPORTED, "nme", "x"))
                .contains(
                        "Unknown search parameter \"nme\" for resource type \"ValueSet\"",
                        "Valid search parameters for this search are: [_id, _lastUpdated,",
                        "url, version]");
        assertThat(refused(IssueType.NOTSUPPORTED, "_sort", "name")).contains("\"_sort\"");
        assertThat(refused(IssueType.NOTSUPPORTED, "_include", "*")).contains("\"_include\"");
    }

    @Test
    void unknownModifierOrBadValueIsRefused() {
        assertThat(refused(IssueType.NOTSUPPORTED, "name:text", "x"))
                .contains(":text", "[:contains, :exact, :missing]");
        assertThat(refused(IssueType.INVALID, "name:missing", "x")).contains("true or false");
        assertThat(refused(IssueType.INVALID, "name", "")).contains("no value");
        assertThat(refused(IssueType.INVALID, "date", "yesterday")).contains("yyyy-MM-dd");
        assertThat(refused(IssueType.INVALID, "date", "2026-13-01")).contains("2026-13-01");
        assertThat(refused(IssueType.INVALID, "_count", "many")).contains("_count");
    }

    private static List<String> search(String type, String... parameters) {
        return SERVER.get(type + query(parameters)).ok(Bundle.class).getEntry().stream()
                .map(entry -> entry.getResource().getIdElement().getIdPart())
                .toList();
    }

    private static String refused(IssueType type, String... parameters) {
        return SERVER.get("ValueSet" + query(parameters)).refused(400, type);
    }
}
