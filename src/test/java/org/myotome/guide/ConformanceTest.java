package org.myotome.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.myotome.strength.GradeText;

/**
 * The habits of {@code profiles/} and {@code terminology/}: one name for url, id and file, one version, words that explain,
 * and no reference that leads nowhere. The files are read as files, and a folder without files fails.
 */
class ConformanceTest {

    private static final String RULES = Guide.BASE + "/CodeSystem/validation-rule";
    private static final Pattern OWN_CANONICAL = Pattern.compile(Pattern.quote(Guide.BASE) + "/[A-Za-z]+/[a-z0-9-]+");
    private static final Pattern MAVEN_VERSION =
            Pattern.compile("<artifactId>myotome</artifactId>\\s*<version>([^<]+)</version>");
    private static final Map<Path, JsonNode> ARTEFACTS = ArtefactFiles.artefacts();
    private static final Set<String> URLS =
            ARTEFACTS.values().stream().map(artefact -> text(artefact, "url")).collect(Collectors.toSet());

    static Set<Path> artefacts() {
        return ARTEFACTS.keySet();
    }

    static Stream<Path> codeSystems() {
        return artefacts().stream().filter(file -> file.getFileName().toString().startsWith("CodeSystem-"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("artefacts")
    void idIsTheTailOfTheUrlAndTheNameOfTheFile(Path file) {
        JsonNode artefact = ARTEFACTS.get(file);
        String type = text(artefact, "resourceType");
        String id = text(artefact, "id");

        assertThat(id).matches("[a-z0-9]+(-[a-z0-9]+)*");
        assertThat(text(artefact, "url")).isEqualTo(Guide.BASE + "/" + type + "/" + id);
        assertThat(file.getFileName()).hasToString(type + "-" + id + ".json");
        assertThat(text(artefact, "name")).isEqualTo(pascalCase(id));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("artefacts")
    void headIsComplete(Path file) throws IOException {
        JsonNode artefact = ARTEFACTS.get(file);

        assertThat(text(artefact, "version")).isEqualTo(mavenVersion());
        assertThat(text(artefact, "status")).isEqualTo("active");
        assertThat(artefact.path("experimental").isBoolean()).isTrue();
        assertThat(text(artefact, "date")).matches("\\d{4}-\\d{2}-\\d{2}");
        assertThat(text(artefact, "publisher")).isEqualTo("Myotome");
        assertThat(artefact.has("meta") || artefact.has("text")).isFalse();
    }

    /** R4 gives a SearchParameter no title; what it finds is said in one sentence. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("artefacts")
    void titleAndDescriptionExplain(Path file) {
        JsonNode artefact = ARTEFACTS.get(file);
        boolean search = text(artefact, "resourceType").equals("SearchParameter");

        assertThat(text(artefact, "title").isEmpty()).isEqualTo(search);
        assertThat(text(artefact, "description").split("[.!?](\\s|$)")).hasSizeBetween(search ? 1 : 2, 4);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("artefacts")
    void everyOwnCanonicalLeadsToAFile(Path file) {
        Set<String> known = ARTEFACTS.values().stream()
                .map(artefact -> text(artefact, "url"))
                .collect(Collectors.toSet());
        assertThat(canonicals(ARTEFACTS.get(file).toString())).isNotEmpty().isSubsetOf(URLS);
    }

    @Test
    void everyOwnCanonicalOfTheExamplesLeadsToAFile() {
        Set<String> known = ARTEFACTS.values().stream()
                .map(artefact -> text(artefact, "url"))
                .collect(Collectors.toSet());
        ArtefactFiles.below(ArtefactFiles.EXAMPLES)
                .forEach((file, example) -> assertThat(canonicals(example.toString()))
                        .describedAs("%s", file)
                        .isSubsetOf(URLS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("codeSystems")
    void conceptsAreUniqueNamedAndDefined(Path file) {
        assertThat(ARTEFACTS.get(file).path("concept"))
                .isNotEmpty()
                .allMatch(concept -> !text(concept, "display").isBlank())
                .allMatch(concept -> text(concept, "definition").matches(".{20,}[.]"))
                .extracting(concept -> text(concept, "code"))
                .doesNotHaveDuplicates()
                .allMatch(
                        code -> code.matches("[A-Za-z0-9-]+") || isGradeText(file, code), "can stand in a search URL");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("codeSystems")
    void propertiesAreDeclaredWithTheirTypes(Path file) {
        JsonNode system = ARTEFACTS.get(file);
        Map<String, String> declared = new TreeMap<>();
        system.path("property").forEach(property -> declared.put(text(property, "code"), text(property, "type")));
        Map<String, String> used = new TreeMap<>();
        for (JsonNode concept : system.path("concept")) {
            concept.path("property")
                    .forEach(property -> property.fieldNames().forEachRemaining(name -> {
                        if (name.startsWith("value")) {
                            used.put(text(property, "code"), name.substring("value".length()));
                        }
                    }));
        }
        assertThat(used.keySet()).isEqualTo(declared.keySet());
        used.forEach((code, type) -> assertThat(type).isEqualToIgnoringCase(declared.get(code)));
    }

    /** The rules that only the gate can check have no key of their own. */
    @Test
    void everyInvariantIsExplainedAndEveryExplanationHasItsInvariant() {
        List<JsonNode> invariants = ArtefactFiles.artefacts("StructureDefinition").stream()
                .flatMap(profile -> profile.findValues("constraint").stream())
                .flatMap(constraints -> StreamSupport.stream(constraints.spliterator(), false))
                .toList();
        Map<String, String> explained = rules().filter(
                        rule -> text(rule, "code").startsWith("myo-"))
                .collect(Collectors.toMap(rule -> text(rule, "code"), rule -> text(rule, "display")));

        assertThat(invariants)
                .isNotEmpty()
                .extracting(invariant -> text(invariant, "key"))
                .doesNotHaveDuplicates()
                .allMatch(key -> key.matches("myo-[1-9][0-9]*"))
                .containsExactlyInAnyOrderElementsOf(explained.keySet());
        assertThat(invariants)
                .allSatisfy(invariant ->
                        assertThat(text(invariant, "human")).isEqualTo(explained.get(text(invariant, "key"))));
    }

    @Test
    void everyRuleSaysHowToComply() {
        assertThat(ArtefactFiles.artefacts("CodeSystem").stream()
                        .filter(system -> text(system, "url").equals(RULES))
                        .flatMap(system ->
                                StreamSupport.stream(system.path("concept").spliterator(), false)))
                .isNotEmpty()
                .allMatch(rule -> text(rule.path("property").get(0), "code").equals("fix"))
                .allMatch(rule ->
                        text(rule.path("property").get(0), "valueString").endsWith("."));
    }

    /**
     * The one exception: the codes of grade-text are what people write, signs and spaces included. They are asked of
     * {@code $translate} only; no profile takes them, so none is ever stored or searched.
     */
    private static boolean isGradeText(Path file, String code) {
        return file.getFileName().toString().equals("CodeSystem-grade-text.json")
                && GradeText.of(code).folded().equals(code);
    }

    private static Stream<JsonNode> rules() {
        return ArtefactFiles.artefacts("CodeSystem").stream()
                .filter(system -> text(system, "url").equals(RULES))
                .flatMap(system -> StreamSupport.stream(system.path("concept").spliterator(), false));
    }

    private static Set<String> canonicals(String json) {
        Set<String> found = new HashSet<>();
        Matcher matcher = OWN_CANONICAL.matcher(json);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    private static String pascalCase(String kebab) {
        return Arrays.stream(kebab.split("-"))
                .flatMap(word -> Stream.of(word.substring(0, 1).toUpperCase(), word.substring(1)))
                .collect(Collectors.joining());
    }

    private static String mavenVersion() throws IOException {
        Matcher own = MAVEN_VERSION.matcher(Files.readString(Path.of("pom.xml")));
        assertThat(own.find()).isTrue();
        return own.group(1);
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asText("");
    }
}
