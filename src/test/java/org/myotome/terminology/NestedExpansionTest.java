package org.myotome.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.terminology.TxRequest.tree;

import org.hl7.fhir.r4.model.IntegerType;
import org.junit.jupiter.api.Test;

/** Codes below their parents in an expansion, which is what {@code excludeNested=false} asks for. */
class NestedExpansionTest {

    private static final String SYSTEM = """
            {"resourceType": "CodeSystem", "url": "http://example.org/limb", "version": "1", "status": "active",
             "content": "complete", "property": [{"code": "status", "type": "code"}], "concept": [
               {"code": "limb", "property": [{"code": "status", "valueCode": "retired"}], "concept": [
                 {"code": "arm", "concept": [{"code": "hand"}]}, {"code": "leg"}]},
               {"code": "trunk", "property": [{"code": "status", "valueCode": "deprecated"}]}]}""";

    private static TxRequest limbs(String include) {
        return TxRequest.bringing(SYSTEM, """
                        {"resourceType": "ValueSet", "url": "http://example.org/limbs", "status": "active",
                         "compose": {"include": [%s]}}""".formatted(include)).url("http://example.org/limbs");
    }

    private static TxRequest all() {
        return limbs("{\"system\": \"http://example.org/limb\"}");
    }

    @Test
    void codesStandBelowTheirParentsOnlyIfTheClientAsksForIt() {
        assertThat(tree(all().flag("excludeNested", false).expand())).isEqualTo("limb[arm[hand] leg] trunk");
        assertThat(tree(all().flag("excludeNested", true).expand())).isEqualTo("limb arm hand leg trunk");
        assertThat(tree(all().expand())).isEqualTo("limb arm hand leg trunk");
    }

    @Test
    void withoutTheParentACodeStandsBelowTheNextOneAbove() {
        assertThat(tree(all().flag("excludeNested", false)
                        .flag("activeOnly", true)
                        .expand()))
                .isEqualTo("arm[hand] leg trunk");
        var withoutArm = limbs("""
                {"system": "http://example.org/limb", "filter": [{"property": "code", "op": "not-in", "value": "arm"}]}""");
        assertThat(tree(withoutArm.flag("excludeNested", false).expand())).isEqualTo("limb[hand leg] trunk");
    }

    @Test
    void listedCodesKeepTheOrderOfTheListAndPagesAreFlat() {
        var listed = limbs("""
                {"system": "http://example.org/limb", "concept": [{"code": "hand"}, {"code": "arm"}]}""");
        assertThat(tree(listed.flag("excludeNested", false).expand())).isEqualTo("hand arm");
        assertThat(tree(all().flag("excludeNested", false)
                        .with("count", new IntegerType(3))
                        .expand()))
                .isEqualTo("limb arm hand");
    }

    @Test
    void aDeprecatedCodeIsActiveAndBothSayTheirStatus() {
        var shown = all().expand().getExpansion().getContains();
        assertThat(shown).filteredOn(member -> member.getInactive()).hasSize(1);
        assertThat(shown)
                .filteredOn(member -> member.hasExtension(ExpansionForm.PROPERTY_OF_MEMBER))
                .extracting(member -> member.getExtensionByUrl(ExpansionForm.PROPERTY_OF_MEMBER)
                        .getExtensionByUrl("value")
                        .getValueAsPrimitive()
                        .getValueAsString())
                .containsExactly("retired", "deprecated");
    }

    @Test
    void filtersOfLaterReleasesComeInAnExtension() {
        var children = limbs("""
                {"system": "http://example.org/limb", "filter": [{"property": "concept", "value": "limb", "_op": {"extension": [
                  {"url": "http://hl7.org/fhir/5.0/StructureDefinition/extension-ValueSet.compose.include.filter.op",
                   "valueCode": "child-of"}]}}]}""");
        assertThat(tree(children.expand())).isEqualTo("arm leg");
    }
}
