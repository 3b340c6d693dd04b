package org.myotome.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Every code in {@code terminology/}, {@code profiles/} and {@code profiles/examples/} is what it says: system, code,
 * display and use. A published guide stores normal strength as "weakness of hand", and its validator accepts it.
 */
class CodesTest {

    private static final String SNOMED = "http://snomed.info/sct";
    private static final String MDC = "urn:iso:std:iso:11073:10101";
    private static final CodeList CODES = CodeList.load();
    private static final CodeCheck CHECK = new CodeCheck(CODES, ArtefactFiles.artefacts("CodeSystem"));

    @Test
    void everyCodeOfTheTerminologyIsVerified() {
        assertThat(findings(ArtefactFiles.in(ArtefactFiles.TERMINOLOGY))).isEmpty();
    }

    @Test
    void everyCodeOfTheProfilesIsVerified() {
        assertThat(findings(ArtefactFiles.in(ArtefactFiles.PROFILES))).isEmpty();
    }

    @Test
    void everyCodeOfTheExamplesIsVerified() {
        assertThat(findings(examples(false))).isEmpty();
    }

    /** What the gate refuses for its code or display is wrong for this check as well, and nothing else is. */
    @Test
    void everyExampleOfAContradictingDisplayOrAMisusedCodeHasOne() {
        examples(true)
                .forEach((file, example) -> assertThat(CHECK.findings(example))
                        .describedAs("%s", file)
                        .isNotEmpty()
                        .allMatch(finding -> finding.contains("is called") || finding.contains("rejected: ")));
    }

    @Test
    void anExampleMayHaveAnyCodeInTheElementThatItAnnouncesAsInvalid() {
        JsonNode unknown = observation("bodySite", SNOMED, "404684003", "Clinical finding (finding)");

        assertThat(findings(Map.of(Path.of("invalid/Observation.bodySite--why.json"), unknown)))
                .isEmpty();
        assertThat(findings(Map.of(Path.of("invalid/Observation.method--why.json"), unknown)))
                .hasSize(1);
        assertThat(findings(Map.of(Path.of("invalid/myo-4--why.json"), unknown)))
                .hasSize(1);
    }

    @Test
    void noAddedCodeRepeatsTheResearch() {
        List<CodeList.Row> research = CodeList.read("codes.csv");
        assertThat(CodeList.read("codes-added.csv"))
                .isNotEmpty()
                .allSatisfy(added -> assertThat(research)
                        .noneMatch(row -> row.system().equals(added.system())
                                && row.code().equals(added.code())));
    }

    @Test
    void weaknessOfHandIsNoNormalGrade() {
        assertThat(CHECK.findings(
                        observation("valueCodeableConcept", SNOMED, "299042006", "Muscle power grade 5 - normal")))
                .hasSize(2)
                .anyMatch(finding -> finding.contains("rejected: published as \"Muscle power grade 5 - normal\""))
                .anyMatch(finding -> finding.endsWith("is called \"Weakness of hand (finding)\""));
    }

    @Test
    void leftLimbIsNotCalledRight() {
        assertThat(only(observation("bodySite", SNOMED, "80768000", "Right upper limb")))
                .contains("is called \"Left upper limb");
    }

    @Test
    void leftMuscleIsNotCalledRight() {
        assertThat(only(observation("bodySite", MDC, "459381", "Musculus biceps brachii, right")))
                .endsWith("is called \"Musculus biceps brachii, left\"");
    }

    @Test
    void unknownCodeIsFound() {
        assertThat(only(observation("bodySite", SNOMED, "404684003", "Clinical finding (finding)")))
                .endsWith("is not verified: it is in no list");
    }

    /** An automatic mapper proposed the code of the grip for "Strength R Arm" of MIMIC-IV. */
    @Test
    void forceOfTheGripIsNoStrengthGrade() {
        String grip = "Grip strength Hand - right Dynamometer";
        assertThat(only(observation("code", "http://loinc.org", "83174-3", "Strength R Arm")))
                .endsWith("is called \"" + grip + "\"");
        assertThat(only(observation("method", "http://loinc.org", "83174-3", grip)))
                .contains("is verified for other uses only: grip; rejected: ");
    }

    @Test
    void weakSourceIsNotEnough() {
        assertThat(only(observation("bodySite", SNOMED, "181672002", "biceps femoris")))
                .endsWith("is not verified");
    }

    @Test
    void nerveIsNoBodySite() {
        assertThat(only(observation("bodySite", MDC, "458861", "Nervus musculocutaneus, left")))
                .endsWith("is verified for other uses only: nerve-mdc");
    }

    @Test
    void ownCodeHasTheDisplayOfItsCodeSystem() {
        String grades = Guide.BASE + "/CodeSystem/mrc-muscle-grade";

        assertThat(CHECK.findings(observation("valueCodeableConcept", grades, "5", "Normal power")))
                .isEmpty();
        assertThat(only(observation("valueCodeableConcept", grades, "5", "No contraction")))
                .endsWith("is called \"Normal power\"");
        assertThat(only(observation("valueCodeableConcept", grades, "5-minus", "Normal power")))
                .endsWith("is not in its CodeSystem");
    }

    @Test
    void codesThatAnInvariantNamesAreChecked() {
        JsonNode profile = JsonNodeFactory.instance
                .objectNode()
                .put("resourceType", "StructureDefinition")
                .put("expression", "coding.where(system = '" + SNOMED + "' and code = '299042006').empty()");

        assertThat(only(profile)).contains("rejected");
    }

    private static Map<Path, JsonNode> examples(boolean contradicting) {
        Map<Path, JsonNode> examples = ArtefactFiles.below(ArtefactFiles.EXAMPLES);
        examples.keySet().removeIf(file -> contradicts(file) != contradicting);
        assertThat(examples).isNotEmpty();
        return examples;
    }

    private static boolean contradicts(Path file) {
        return file.getFileName().toString().matches("(display-contradicts|display-unknown|misused-code)--.*");
    }

    private static List<String> findings(Map<Path, JsonNode> files) {
        return files.entrySet().stream()
                .flatMap(file -> CodeFinder.in(file.getValue()).stream()
                        .filter(found -> !found.isWithin(announced(file.getKey())))
                        .flatMap(CHECK::findings)
                        .map(finding -> file.getKey() + ": " + finding))
                .toList();
    }

    /**
     * What an invalid example announces: the element to be mended, in which any code may stand, or the key of a rule, which
     * is no element. Other files announce nothing.
     */
    private static String announced(Path file) {
        return file.getParent().endsWith("invalid")
                ? file.getFileName().toString().split("--")[0]
                : "nothing";
    }

    private static String only(JsonNode resource) {
        assertThat(CHECK.findings(resource)).hasSize(1);
        return CHECK.findings(resource).get(0);
    }

    private static JsonNode observation(String element, String system, String code, String display) {
        ObjectNode observation = JsonNodeFactory.instance.objectNode().put("resourceType", "Observation");
        observation
                .putObject(element)
                .putArray("coding")
                .addObject()
                .put("system", system)
                .put("code", code)
                .put("display", display);
        return observation;
    }
}
