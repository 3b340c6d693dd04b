package org.myotome.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.myotome.check.ErrorSample.Pair;
import org.myotome.guide.Guide;

/** What the gate says of all examples, and of the few files of {@code src/test/resources/errors}. */
final class FhirSamples {

    static final Path EXAMPLES = Path.of("profiles", "examples");
    private static final Path OWN = Path.of("src", "test", "resources", "errors", "validation-rule");

    /** Where only a server can find the error: the example, and the path in it. */
    private static final Map<String, List<String>> OF_SERVER = Map.of(
            "reference-not-found",
                    List.of("gate/reference-not-found--member-unknown.json", "Bundle.entry[3].resource.hasMember"),
            "triage-incomplete", List.of("valid/triage-red-flags-not-answered.json", "QuestionnaireResponse.item"));

    /** Where another example than the first shows it best. */
    private static final Map<String, String> BEST = Map.of(
            "sum-score-disagrees", "sum-score-disagrees--one-point-too-many.json",
            "exam-disagrees", "exam-disagrees--member-of-another-patient.json");

    private static final Map<String, String> RIGHT = Map.of(
            "sum-score-disagrees", "sum-score-48.json",
            "triage-incomplete", "triage-see-a-provider.json");

    private final Map<String, List<Found>> found = new TreeMap<>();
    private final List<Right> right = new ArrayList<>();

    /** A remark about a file. */
    record Found(Path file, Remark remark) {}

    private record Right(Path file, JsonNode resource) {}

    FhirSamples() {
        List<Path> all = Stream.concat(
                        Stream.of("invalid", "gate", "valid", "exams")
                                .flatMap(folder -> files(EXAMPLES.resolve(folder))),
                        files(OWN).filter(file -> file.toString().contains("wrong")))
                .toList();
        all.parallelStream().map(FhirSamples::check).toList().stream()
                .flatMap(List::stream)
                .forEach(one -> found.computeIfAbsent(one.remark().rule(), any -> new ArrayList<>())
                        .add(one));
        files(EXAMPLES.resolve("valid")).forEach(file -> right.add(new Right(file, JsonCut.read(file))));
        for (Path exam : files(EXAMPLES.resolve("exams")).toList()) {
            JsonCut.read(exam).path("entry").forEach(entry -> right.add(new Right(exam, entry.path("resource"))));
        }
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Found> check(Path file) {
        FhirCheck check = new FhirCheck(Run.JUDGE.fhir(), Run.JUDGE.gate(), List.of());
        return check.check(file.toString(), "", text(file), 0).remarks().stream()
                .map(remark -> new Found(file, remark))
                .toList();
    }

    /** Every remark about every file, by its rule. */
    Map<String, List<Found>> found() {
        return found;
    }

    /** An example of a rule of {@code validation-rule}; the file that is named after it goes first. */
    Optional<Pair> pair(ConceptDefinitionComponent rule) {
        String id = rule.getCode();
        if (OF_SERVER.containsKey(id)) {
            Path file = EXAMPLES.resolve(OF_SERVER.get(id).get(0));
            return Optional.of(pair(file, OF_SERVER.get(id).get(1), rule, List.of()));
        }
        return found.getOrDefault(id, List.of()).stream()
                .min(Comparator.comparing((Found one) -> !name(one.file()).equals(BEST.get(id)))
                        .thenComparing(one -> !name(one.file()).matches(id + "[-+].*")))
                .map(one -> pair(one.file(), one.remark().where(), rule, ErrorSample.said(one.remark())));
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private Pair pair(Path file, String path, ConceptDefinitionComponent rule, List<String> said) {
        Path own = file.resolveSibling("right.json");
        if (Files.exists(own)) {
            return new Pair(
                    new ErrorSample("json", file.toString(), text(file), said),
                    Optional.of(new ErrorSample("json", own.toString(), text(own), List.of())));
        }
        JsonNode wrong = JsonCut.resource(JsonCut.read(file), path);
        List<String> elements = new ArrayList<>(rule.getProperty().stream()
                .filter(property -> property.getCode().equals("about"))
                .map(property -> property.getValue().primitiveValue())
                .toList());
        JsonCut.element(path).filter(element -> !elements.contains(element)).ifPresent(elements::add);
        if (elements.isEmpty()) {
            elements.add("code");
        }
        return new Pair(
                new ErrorSample("json", file.toString(), JsonCut.of(wrong, elements), said),
                right(wrong, elements, RIGHT.getOrDefault(rule.getCode(), "")));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The valid example that is most like it: of its profile, with its code, and with the elements. */
    private Optional<ErrorSample> right(JsonNode wrong, List<String> elements, String best) {
        String type = wrong.path("resourceType").asText();
        String profile = wrong.at("/meta/profile/0").asText();
        String code = wrong.at("/code/coding/0/code").asText();
        return right.stream()
                .filter(one -> one.resource().path("resourceType").asText().equals(type))
                .filter(one -> one.resource().at("/meta/profile/0").asText().equals(profile))
                .max(Comparator.<Right, Boolean>comparing(
                                one -> name(one.file()).equals(best))
                        .thenComparing(
                                one -> JsonCut.present(one.resource(), elements).size())
                        .thenComparing(one -> one.resource()
                                .at("/code/coding/0/code")
                                .asText()
                                .equals(code))
                        // Of equals, the first.
                        .thenComparing(one -> -right.indexOf(one)))
                .map(one -> new ErrorSample(
                        "json", one.file().toString(), JsonCut.of(one.resource(), elements), List.of()));
    }

    static List<ConceptDefinitionComponent> rules(String system) {
        return Run.JUDGE
                .guide()
                .find(CodeSystem.class, Guide.BASE + "/CodeSystem/" + system)
                .orElseThrow()
                .getConcept();
    }
}
