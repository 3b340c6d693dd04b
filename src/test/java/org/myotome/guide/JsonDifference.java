package org.myotome.guide;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** In which elements two JSON trees of FHIR differ; the order of properties says nothing, that of lists does. */
final class JsonDifference {

    private final Set<String> found = new TreeSet<>();

    private JsonDifference() {}

    /** One text for each element that differs, such as {@code CarePlan.activity: lost}; a resource begins a new path. */
    static Set<String> between(JsonNode before, JsonNode after) {
        JsonDifference difference = new JsonDifference();
        difference.compare("", before, after);
        return difference.found;
    }

    private void compare(String path, JsonNode before, JsonNode after) {
        if (before.isObject() && after.isObject()) {
            compareObjects(before.path("resourceType").asText(path), before, after);
        } else if (before.isArray() && after.isArray() && before.size() == after.size()) {
            for (int i = 0; i < before.size(); i++) {
                compare(path, before.get(i), after.get(i));
            }
        } else if (before.isArray() && after.isArray() && leaves(before).equals(leaves(after))) {
            found.add(path + ": regrouped");
        } else if (!before.equals(after)) {
            found.add(path + ": changed");
        }
    }

    private void compareObjects(String path, JsonNode before, JsonNode after) {
        Set<String> names = new TreeSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            String below = path + "." + name;
            if (!after.has(name)) {
                found.add(below + ": lost");
            } else if (!before.has(name)) {
                found.add(below + ": added");
            } else {
                compare(below, before.get(name), after.get(name));
            }
        }
    }

    /** Each value of a tree with the names above it, in order, whatever list holds it. */
    private static List<String> leaves(JsonNode tree) {
        List<String> leaves = new ArrayList<>();
        collect("", tree, leaves);
        return leaves;
    }

    private static void collect(String path, JsonNode node, List<String> leaves) {
        if (node.isValueNode()) {
            leaves.add(path + "=" + node);
        } else if (node.isArray()) {
            node.forEach(child -> collect(path, child, leaves));
        } else {
            node.properties().forEach(field -> collect(path + "." + field.getKey(), field.getValue(), leaves));
        }
    }
}
