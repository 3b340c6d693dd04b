package org.myotome.query.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.myotome.Bedside.Limb;

/** Reads the answer of {@code $agreement}. */
final class AgreementParts {

    private AgreementParts() {}

    static List<JsonNode> parts(JsonNode of, String name) {
        return StreamSupport.stream(
                        of.path(of.has("parameter") ? "parameter" : "part").spliterator(), false)
                .filter(part -> part.path("name").asText().equals(name))
                .toList();
    }

    static JsonNode part(JsonNode of, String name) {
        assertThat(parts(of, name)).as(name + " of " + of).hasSize(1);
        return parts(of, name).get(0);
    }

    static JsonNode coefficient(JsonNode agreement, String name) {
        return parts(agreement, "coefficient").stream()
                .filter(one -> part(one, "name").path("valueCode").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + name + " in " + agreement));
    }

    static Map<String, Integer> cells(JsonNode answer) {
        Map<String, Integer> cells = new TreeMap<>();
        for (JsonNode agreement : parts(answer, "agreement")) {
            String item = parts(agreement, "item").isEmpty()
                    ? ""
                    : part(agreement, "item").at("/valueCoding/code").asText() + " "
                            + (part(agreement, "side")
                                            .path("valueCode")
                                            .asText()
                                            .equals("left")
                                    ? Limb.LEFT_ARM.code()
                                    : Limb.RIGHT_ARM.code());
            for (JsonNode cell : parts(agreement, "cell")) {
                cells.put(
                        item + ": " + part(cell, "rater1").path("valueCode").asText() + " / "
                                + part(cell, "rater2").path("valueCode").asText(),
                        part(cell, "count").path("valueInteger").asInt());
            }
        }
        return cells;
    }
}
