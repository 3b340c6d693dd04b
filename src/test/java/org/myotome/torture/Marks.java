package org.myotome.torture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names that resources bear, by which a write is found again: an identifier, such as {@code grades-1-17.3} for its third part. */
final class Marks {

    static final String SYSTEM = "https://example.org/torture";

    private final Map<String, List<String>> found = new HashMap<>();

    private Marks() {}

    static void put(ObjectNode resource, String mark) {
        resource.putArray("identifier").addObject().put("system", SYSTEM).put("value", mark);
    }

    static Marks in(List<JsonNode> resources) {
        Marks marks = new Marks();
        resources.forEach(resource -> resource.path("identifier").forEach(identifier -> {
            String value = identifier.path("value").asText();
            if (identifier.path("system").asText().equals(SYSTEM)) {
                marks.found
                        .computeIfAbsent(value.replaceFirst("\\..*", ""), any -> new ArrayList<>())
                        .add(value);
            }
        }));
        return marks;
    }

    /** Adds up what there is of each write of a client. */
    void count(Client client, int parts, Tally tally) {
        Set<String> all = new LinkedHashSet<>(client.acknowledged());
        all.addAll(found.keySet());
        for (String mark : all) {
            List<String> there = found.getOrDefault(mark, List.of());
            boolean twice = new HashSet<>(there).size() < there.size();
            tally.add(client, mark, parts, twice ? parts + 1 : there.size());
        }
    }
}
