package org.myotome.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Those elements of a resource that an error is about, printed to be read. */
final class JsonCut {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WIDTH = 140;
    private static final Pattern ENTRY = Pattern.compile("^Bundle\\.entry\\[(\\d+)]\\.resource\\.?");

    private JsonCut() {}

    static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    /** The resource that a path leads into: of a Bundle, the entry. */
    static JsonNode resource(JsonNode whole, String path) {
        Matcher entry = ENTRY.matcher(path);
        return entry.find()
                ? whole.path("entry").path(Integer.parseInt(entry.group(1))).path("resource")
                : whole;
    }

    /** The first element on a path, below its resource. */
    static Optional<String> element(String path) {
        List<PathStep> steps = PathStep.of(ENTRY.matcher(path).replaceFirst("Resource."));
        return steps.size() > 1 ? Optional.of(steps.get(1).name()) : Optional.empty();
    }

    /** The names under which these elements stand in a resource, choices with their types. */
    static List<String> present(JsonNode resource, Collection<String> elements) {
        List<String> names = new ArrayList<>();
        resource.fieldNames().forEachRemaining(name -> {
            if (elements.stream().anyMatch(element -> name.matches(Pattern.quote(element) + "([A-Z].*)?"))) {
                names.add(name);
            }
        });
        return names;
    }

    static String of(JsonNode resource, Collection<String> elements) {
        ObjectNode cut = JSON.createObjectNode();
        present(resource, elements).forEach(name -> cut.set(name, resource.get(name)));
        if (cut.isEmpty()) {
            // What is missing cannot be shown; what the resource is can.
            present(resource, List.of("resourceType", "status", "code"))
                    .forEach(name -> cut.set(name, resource.get(name)));
        }
        return print(cut, "");
    }

    private static String print(JsonNode node, String indent) {
        String line =
                node.toString().replace("\":", "\": ").replace(",\"", ", \"").replace("},{", "}, {");
        if (node.isValueNode() || node.isEmpty() || !indent.isEmpty() && indent.length() + line.length() <= WIDTH) {
            return node.isValueNode() ? node.toString() : line;
        }
        String deeper = indent + "  ";
        List<String> parts = new ArrayList<>();
        if (node.isObject()) {
            node.properties()
                    .forEach(field ->
                            parts.add(deeper + "\"" + field.getKey() + "\": " + print(field.getValue(), deeper)));
        } else {
            node.forEach(item -> parts.add(deeper + print(item, deeper)));
        }
        String both = node.isObject() ? "{}" : "[]";
        return both.charAt(0) + "\n" + String.join(",\n", parts) + "\n" + indent + both.charAt(1);
    }
}
