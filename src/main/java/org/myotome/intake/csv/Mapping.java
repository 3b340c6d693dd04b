package org.myotome.intake.csv;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.myotome.intake.IntakeIssue;
import org.myotome.intake.IntakeRefusal;
import org.myotome.intake.IntakeRule;
import org.myotome.intake.Place;

/**
 * What is said about a table beside it: the words of a mapping file, of a request or of the command line.
 *
 * @param columns what the columns mean whose header does not say it, by their names in the header
 */
record Mapping(Map<Setting, String> words, Map<String, Role> columns) {

    static final Mapping NONE = new Mapping(Map.of(), Map.of());

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private static final String COLUMNS = "columns";

    Mapping {
        words = Map.copyOf(words);
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /**
     * Reads a mapping file.
     *
     * @param place the name of the file
     * @throws IntakeRefusal with everything that is wrong in it
     */
    static Mapping read(byte[] json, Place place) {
        List<IntakeIssue> issues = new ArrayList<>();
        Map<Setting, String> words = new EnumMap<>(Setting.class);
        Map<String, Role> columns = new LinkedHashMap<>();
        object(json, place).properties().forEach(field -> {
            Optional<Setting> setting = Setting.ofKey(field.getKey());
            if (field.getKey().equals(COLUMNS) && field.getValue().isObject()) {
                columns.putAll(columns(field.getValue(), place, issues));
            } else if (setting.isPresent() && field.getValue().isTextual()) {
                words.put(setting.get(), field.getValue().asText());
            } else {
                issues.add(wrong(
                        place,
                        "A mapping has no such entry.",
                        field.getKey(),
                        COLUMNS + " (an object) and, each a text, " + String.join(", ", Setting.keys())));
            }
        });
        if (!issues.isEmpty()) {
            throw new IntakeRefusal(issues);
        }
        return new Mapping(words, columns);
    }

    private static JsonNode object(byte[] json, Place place) {
        try {
            JsonNode read = JSON.readTree(json);
            if (read.isObject()) {
                return read;
            }
        } catch (JsonProcessingException noJson) {
            // Said below. The parser's own words quote the file.
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        throw new IntakeRefusal(
                wrong(place, "The mapping is no JSON object.", "something else", "{\"columns\": {…}, …}"));
    }

    private static Map<String, Role> columns(JsonNode object, Place place, List<IntakeIssue> issues) {
        Map<String, Role> columns = new LinkedHashMap<>();
        object.properties()
                .forEach(column -> Role.ofWord(column.getValue().asText())
                        .ifPresentOrElse(
                                role -> columns.put(column.getKey(), role),
                                () -> issues.add(wrong(
                                        place,
                                        "Columns have no such meaning.",
                                        column.getKey() + ": "
                                                + column.getValue().asText(),
                                        String.join(
                                                ", ",
                                                Arrays.stream(Role.values())
                                                        .map(Role::word)
                                                        .toList())))));
        return columns;
    }

    private static IntakeIssue wrong(Place place, String message, String sent, String allowed) {
        return IntakeIssue.error(
                IntakeRule.WRONG_FORM, place, message, sent, allowed, "Mend the mapping; it is read at each request.");
    }

    /** What is said closer to the table counts. */
    Mapping with(Map<Setting, String> closer) {
        Map<Setting, String> all = new EnumMap<>(Setting.class);
        all.putAll(words);
        all.putAll(closer);
        return new Mapping(all, columns);
    }

    /** In one line. */
    String json() {
        ObjectNode json = JSON.createObjectNode();
        for (Setting setting : Setting.values()) {
            if (words.containsKey(setting)) {
                json.put(setting.key(), words.get(setting));
            }
        }
        if (!columns.isEmpty()) {
            ObjectNode named = json.putObject(COLUMNS);
            columns.forEach((column, role) -> named.put(column, role.word()));
        }
        return json.toString();
    }
}
