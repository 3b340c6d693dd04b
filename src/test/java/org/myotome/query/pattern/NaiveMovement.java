package org.myotome.query.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A movement as the files have it, for whoever reads them and not the code.
 *
 * @param limb {@code arm}, {@code leg}, or nothing
 * @param part {@code proximal}, {@code distal}, or nothing
 * @param nerves without what stands in parentheses
 * @param keyOf the roots whose key movement it is
 */
record NaiveMovement(String code, String limb, String part, Set<String> nerves, Set<String> roots, Set<String> keyOf) {

    /** What the code system does not hold. */
    static final JsonNode TABLE = read("src/main/resources/org/myotome/query/pattern/weakness-pattern.json");

    /** All movements by their codes. */
    static final Map<String, NaiveMovement> ALL = all();

    static JsonNode read(String file) {
        try {
            return new ObjectMapper().readTree(new File(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, NaiveMovement> all() {
        Map<String, NaiveMovement> all = new LinkedHashMap<>();
        for (JsonNode concept :
                read("terminology/CodeSystem-tested-movement.json").path("concept")) {
            String code = concept.path("code").asText();
            String part = "";
            for (JsonNode line : TABLE.path("parts")) {
                part = line.path("movement").asText().equals(code)
                        ? line.path("part").asText()
                        : part;
            }
            String region = "";
            Set<String> nerves = new TreeSet<>();
            Set<String> roots = new TreeSet<>();
            Set<String> keyOf = new TreeSet<>();
            for (JsonNode property : concept.path("property")) {
                switch (property.path("code").asText()) {
                    case "region" -> region = property.at("/valueCoding/code").asText();
                    case "nerve-name" ->
                        nerves.add(property.path("valueString").asText().replaceAll(" \\(.*", ""));
                    case "root" -> roots.add(property.path("valueString").asText());
                    case "isncsci-root" ->
                        keyOf.add(property.path("valueString").asText());
                    default -> {}
                }
            }
            String limb = region.equals("53120007") ? "arm" : region.equals("61685007") ? "leg" : "";
            all.put(code, new NaiveMovement(code, limb, part, nerves, roots, keyOf));
        }
        return all;
    }
}
