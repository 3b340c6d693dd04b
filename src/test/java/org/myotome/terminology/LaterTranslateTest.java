package org.myotome.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.terminology.OperationTestServer.text;

import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.UriType;
import org.junit.jupiter.api.Test;

/** {@code $translate} asked in the names of later releases. */
class LaterTranslateTest {

    private static final String OLD = "http://example.org/old";
    private static final String NEW = "http://example.org/new";

    private static TxRequest map() {
        return TxRequest.bringing("""
                {"resourceType": "ConceptMap", "url": "http://example.org/map", "version": "3", "status": "active", "group": [
                  {"source": "http://example.org/old", "target": "http://example.org/new",
                   "element": [{"code": "a", "target": [{"code": "b", "equivalence": "wider"}]}],
                   "unmapped": {"mode": "fixed", "code": "other"}}]}""");
    }

    private static String match(Parameters out) {
        return out.getParameter().stream()
                .filter(part -> part.getName().equals("match"))
                .flatMap(part -> part.getPart().stream())
                .map(part -> part.getName() + "="
                        + (part.getValue() instanceof Coding coding
                                ? coding.getCode()
                                : part.getValue().primitiveValue()))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    @Test
    void aCodeOfTheSourceIsTranslated() {
        var out = map().with("sourceSystem", new UriType(OLD))
                .with("sourceCode", "a")
                .with("targetSystem", new UriType(NEW))
                .ask("ConceptMap/$translate");
        assertThat(text(out, "result")).isEqualTo("true");
        assertThat(match(out))
                .isEqualTo("concept=b equivalence=wider originMap=http://example.org/map|3 "
                        + "relationship=source-is-narrower-than-target");
    }

    @Test
    void aCodeOfTheTargetFindsWhatIsTranslatedToIt() {
        var out = map().with("targetSystem", new UriType(NEW))
                .with("targetCode", "b")
                .with("sourceSystem", new UriType(OLD))
                .ask("ConceptMap/$translate");
        assertThat(match(out))
                .isEqualTo("concept=b equivalence=wider originMap=http://example.org/map|3 "
                        + "relationship=source-is-narrower-than-target source=a");
    }

    @Test
    void whatTheMapSaysOfAllOtherCodesIsNotFollowed() {
        var other = map().with("sourceCoding", new Coding(OLD, "z", null));
        assertThat(other.refused("ConceptMap/$translate", 422, IssueType.BUSINESSRULE))
                .contains("\"z\"", "group.unmapped");
    }

    @Test
    void namesOfBothReleasesOrNoCodeAreRefused() {
        assertThat(map().with("sourceCoding", new Coding(OLD, "a", null))
                        .with("coding", new Coding(OLD, "a", null))
                        .refused("ConceptMap/$translate", 400, IssueType.REQUIRED))
                .contains("coding of R4 beside it", "sourceCoding");
        assertThat(map().with("sourceSystem", new UriType(OLD))
                        .refused("ConceptMap/$translate", 400, IssueType.REQUIRED))
                .contains("0 times", "targetCode");
        assertThat(map().with("sourceCode", "a").refused("ConceptMap/$translate", 400, IssueType.REQUIRED))
                .contains("sourceSystem");
    }
}
