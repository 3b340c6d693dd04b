package org.myotome.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The codes that the generated messages are made of, with the displays that the files of the guide give them. */
final class Vocabulary {

    static final String BASE = "https://w3id.org/myotome";

    private static final String MOVEMENTS = "CodeSystem-tested-movement";
    private static final String UPPER_LIMB = "53120007";
    private static final String NO_LIMB = "45048000 22943007";

    /** Left and right, arm and leg; from ValueSet lateralised-site. */
    private static final List<List<String>> LIMBS =
            List.of(List.of("80768000", "6921000"), List.of("32153003", "62175007"));

    /**
     * A movement on one side.
     *
     * @param movement the coding, as JSON
     * @param site the coding of the limb, as JSON
     * @param search what finds it: {@code code=…&body-site=…}
     * @param inSumScore whether the MRC sum score adds its grade
     */
    record TestedSide(String movement, String site, String search, boolean inSumScore) {}

    /**
     * A grade of the MRC scale.
     *
     * @param value the coding with its ordinal value, as JSON
     * @param method the coding of the scale that has it, as JSON
     * @param points what it adds to a sum score; -1 for a half grade, which adds nothing
     */
    record Grade(String value, String method, int points) {}

    private final List<TestedSide> sides;
    private final List<Grade> grades;

    Vocabulary() {
        sides = concepts(MOVEMENTS)
                .filter(movement -> !NO_LIMB.contains(region(movement)))
                .flatMap(Vocabulary::sides)
                .toList();
        grades = concepts("CodeSystem-mrc-muscle-grade").map(Vocabulary::grade).toList();
    }

    /** Every movement of a limb, left and right. */
    List<TestedSide> sides() {
        return sides;
    }

    /** The eight grades. */
    List<Grade> grades() {
        return grades;
    }

    /** A coding of one of Myotome's own systems, as JSON. */
    static String coding(String system, String code) {
        JsonNode concept = concepts("CodeSystem-" + system)
                .filter(candidate -> candidate.path("code").asText().equals(code))
                .findFirst()
                .orElseThrow();
        return coding(
                BASE + "/CodeSystem/" + system, code, concept.path("display").asText(), "");
    }

    private static Stream<TestedSide> sides(JsonNode movement) {
        String code = movement.path("code").asText();
        String system = BASE + "/CodeSystem/tested-movement";
        String coding = coding(system, code, movement.path("display").asText(), "");
        List<TestedSide> both = new ArrayList<>();
        for (String limb : LIMBS.get(region(movement).equals(UPPER_LIMB) ? 0 : 1)) {
            both.add(new TestedSide(
                    coding,
                    site(limb),
                    "code=" + system + "%7C" + code + "&body-site=http://snomed.info/sct%7C" + limb,
                    property(movement, "in-mrc-sum-score").path("valueBoolean").asBoolean()));
        }
        return both.stream();
    }

    private static String site(String code) {
        JsonNode concept = elements(read("ValueSet-lateralised-site")
                        .path("compose")
                        .path("include")
                        .path(0)
                        .path("concept"))
                .filter(candidate -> candidate.path("code").asText().equals(code))
                .findFirst()
                .orElseThrow();
        return coding("http://snomed.info/sct", code, concept.path("display").asText(), "");
    }

    private static Grade grade(JsonNode concept) {
        String code = concept.path("code").asText();
        boolean whole = code.length() == 1;
        String ordinal =
                "\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/ordinalValue\",\"valueDecimal\":"
                        + property(concept, "ordinal").path("valueDecimal").asText() + "}],";
        return new Grade(
                coding(
                        BASE + "/CodeSystem/mrc-muscle-grade",
                        code,
                        concept.path("display").asText(),
                        ordinal),
                coding("strength-method", whole ? "mrc-0-5" : "mrc-expanded"),
                whole ? Integer.parseInt(code) : -1);
    }

    private static String coding(String system, String code, String display, String extension) {
        return "{%s\"system\":\"%s\",\"code\":\"%s\",\"display\":\"%s\"}".formatted(extension, system, code, display);
    }

    private static String region(JsonNode movement) {
        return property(movement, "region").path("valueCoding").path("code").asText();
    }

    private static JsonNode property(JsonNode concept, String code) {
        return elements(concept.path("property"))
                .filter(property -> property.path("code").asText().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<JsonNode> concepts(String codeSystem) {
        return elements(read(codeSystem).path("concept"));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static JsonNode read(String artefact) {
        String path = "/fhir/terminology/" + artefact + ".json";
        try (InputStream file = Objects.requireNonNull(Vocabulary.class.getResourceAsStream(path), path)) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
