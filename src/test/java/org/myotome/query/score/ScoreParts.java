package org.myotome.query.score;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads the parts of a Parameters in JSON. */
public final class ScoreParts {

    private ScoreParts() {}

    /** The parameters, or parts, of a name. */
    public static List<JsonNode> all(JsonNode whole, String name) {
        return StreamSupport.stream(
                        whole.path(whole.has("parameter") ? "parameter" : "part")
                                .spliterator(),
                        false)
                .filter(part -> part.path("name").asText().equals(name))
                .toList();
    }

    public static JsonNode one(JsonNode whole, String name) {
        List<JsonNode> found = all(whole, name);
        if (found.size() != 1) {
            throw new AssertionError("Not one " + name + " but " + found.size() + " in " + whole);
        }
        return found.get(0);
    }

    public static String reference(JsonNode whole, String name) {
        return one(whole, name).path("valueReference").path("reference").asText();
    }

    public static String coding(JsonNode whole, String name) {
        return one(whole, name).path("valueCoding").path("code").asText();
    }
}
