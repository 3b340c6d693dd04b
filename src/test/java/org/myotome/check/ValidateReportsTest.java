package org.myotome.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the command tells what it finds, in each of its formats. */
class ValidateReportsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EXAMPLES = "profiles/examples/";
    private static final String VALID = "profiles/examples/valid/left-biceps-4-minus.json";
    private static final String WRONG_LIMB = "profiles/examples/invalid/myo-4--left-limb-right-muscle.json";

    @TempDir
    private Path directory;

    @Test
    void theOutcomesAreABundleThatItselfIsRight() {
        Run run = Run.of("--format=outcome", VALID, WRONG_LIMB);
        assertThat(run.status()).isEqualTo(1);
        Bundle bundle = Run.JUDGE.fhir().newJsonParser().parseResource(Bundle.class, run.out());
        assertThat(bundle.getEntry()).hasSize(2);
        OperationOutcome wrong = (OperationOutcome) bundle.getEntry().get(1).getResource();
        assertThat(wrong.getExtensionByUrl("http://hl7.org/fhir/StructureDefinition/operationoutcome-file")
                        .getValue()
                        .primitiveValue())
                .isEqualTo(WRONG_LIMB);
        assertThat(wrong.getIssueFirstRep().getDetails().getCodingFirstRep().getCode())
                .isEqualTo("myo-4");
        assertThat(wrong.getIssueFirstRep().getExtension())
                .extracting(line -> line.getValue().primitiveValue())
                .doesNotContain("0");
        assertThat(Run.reading(run.out(), "-").status()).isZero();
        assertThat(run.err()).contains("2 files: 1 error, 0 warnings");
    }

    @Test
    void theSameOutcomesStandInLines() {
        Run run = Run.of("--format=ndjson", VALID, WRONG_LIMB);
        assertThat(run.out().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("{\"resourceType\":\"OperationOutcome\""));
    }

    /** The properties that SARIF 2.1.0 requires, and those that code hosts need to show a result. */
    @Test
    void sarifNamesRuleFileAndRegion() throws IOException {
        Run run = Run.of("--format=sarif", VALID, WRONG_LIMB);
        JsonNode sarif = JSON.readTree(run.out());
        assertThat(sarif.path("version").asText()).isEqualTo("2.1.0");
        JsonNode one = sarif.path("runs").path(0);
        assertThat(one.at("/tool/driver/name").asText()).isEqualTo("Myotome");
        assertThat(one.path("results")).hasSize(1);
        JsonNode result = one.path("results").path(0);
        assertThat(result.path("level").asText()).isEqualTo("error");
        assertThat(result.at("/message/text").asText()).contains("Fix: ");
        JsonNode rule =
                one.at("/tool/driver/rules").path(result.path("ruleIndex").asInt());
        assertThat(rule.path("id").asText())
                .isEqualTo(result.path("ruleId").asText())
                .isEqualTo("myo-4");
        assertThat(rule.at("/shortDescription/text").asText()).contains("same side");
        assertThat(rule.at("/help/text").asText()).isNotBlank();
        JsonNode place = result.at("/locations/0/physicalLocation");
        assertThat(place.at("/artifactLocation/uri").asText()).isEqualTo(WRONG_LIMB);
        assertThat(place.at("/region/startLine").asInt()).isEqualTo(Run.lineOf(WRONG_LIMB, "\"bodySite\""));
        assertThat(place.at("/region/startColumn").asInt()).isEqualTo(3);
        assertThat(one.at("/invocations/0/executionSuccessful").asBoolean()).isTrue();
    }

    @Test
    void junitHasATestCaseForEachResource() {
        Run run = Run.of("--format=junit", VALID, WRONG_LIMB);
        assertThat(run.out())
                .startsWith("<?xml")
                .contains("<testcase classname=\"" + VALID + "\"", "failures=\"0\"", "failures=\"1\"")
                .contains("<failure type=\"myo-4\"", "Fix: ")
                .endsWith("</testsuites>\n");
        // It is well-formed: the command itself reads it as XML, and finds that it is no FHIR.
        assertThat(Run.reading(run.out(), "-").out())
                .doesNotContain("is not XML")
                .contains("[malformed]");
    }

    @Test
    void theReportGoesToAFile() throws IOException {
        Path report = directory.resolve("report.txt");
        Run run = Run.onTerminal(true, "--output", report.toString(), WRONG_LIMB);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("1 file: 1 error");
        assertThat(report).content().contains("[myo-4]", "Fix: ").doesNotContain("\u001B");
        Run nowhere = Run.of("--output", directory.resolve("none/report").toString(), WRONG_LIMB);
        assertThat(nowhere.status()).isEqualTo(2);
        assertThat(nowhere.err()).contains("cannot be written");
    }

    @Test
    void coloursAreForTerminalsWhoseOwnerWantsThem() {
        assertThat(Run.onTerminal(true, WRONG_LIMB).out()).contains("\u001B[1;31merror");
        assertThat(Run.onTerminal(false, WRONG_LIMB).out()).doesNotContain("\u001B");
        assertThat(Run.of(WRONG_LIMB).out()).doesNotContain("\u001B");
        assertThat(Run.of("--color=always", WRONG_LIMB).out()).contains("\u001B[");
        assertThat(Run.onTerminal(true, "--color=never", WRONG_LIMB).out()).doesNotContain("\u001B");
    }

    @Test
    void progressIsForTerminals() {
        assertThat(Run.onTerminal(true, EXAMPLES + "exams").err()).contains("Loading the profiles", "% ");
        assertThat(Run.of(EXAMPLES + "exams").err()).isEmpty();
    }
}
