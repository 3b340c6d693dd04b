package org.myotome.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Changes one thing in a resource, in every way that it can think of, at every place. The words that it puts in are those
 * that it has learned from other resources, and some that are wrong everywhere.
 */
final class Mutations {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final List<String> TEXTS =
            List.of("", " ", " x", "x ", "x  y", "a\u0001b", "a\u202eb", "<b>x</b>", "x\ny", "Übung", "#x", "wrong");
    private static final List<String> DATES = List.of(
            "2026",
            "2026-11",
            "2026-13-01",
            "2026-02-30",
            "2026-11-20T09:30Z",
            "2026-11-20T09:30:00",
            "2026-11-20T24:00:00Z",
            "1700-01-01T00:00:00Z",
            "2026-11-20T09:30:00.123+14:00",
            "20261120",
            "9999-12-31");
    private static final List<String> REFERENCES = List.of(
            "Practitioner/1",
            "Patient/1",
            "Observation/1",
            "#x",
            "Nonsense/1",
            "Patient/ü",
            "Patient",
            "Patient/1/_history/2",
            "Patient?identifier=x",
            "http://example.org/Patient/1",
            "https://x.org/fhir/Patient/1",
            "urn:uuid:0d643866-d4f9-5467-81ee-19c565bf8ff6",
            "urn:uuid:wrong",
            "urn:oid:1.2.3",
            "Patient/1 2");
    private static final List<String> PROFILES = List.of(
            "http://hl7.org/fhir/StructureDefinition/Observation",
            "http://hl7.org/fhir/StructureDefinition/Patient",
            "http://hl7.org/fhir/StructureDefinition/vitalsigns",
            "http://example.org/StructureDefinition/unknown",
            "https://w3id.org/myotome/StructureDefinition/mrc-muscle-strength",
            "https://w3id.org/myotome/StructureDefinition/mrc-muscle-strength|0.1.0",
            "https://w3id.org/myotome/StructureDefinition/mrc-muscle-strength|9",
            "https://w3id.org/myotome/StructureDefinition/mmt-strength",
            "https://w3id.org/myotome/StructureDefinition/strength-observation",
            "not a url");
    private static final List<String> ADDED = List.of(
            "\"foo\":\"bar\"",
            "\"id\":\"x\"",
            "\"extension\":[{\"url\":\"http://example.org/unknown\",\"valueString\":\"x\"}]",
            "\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/ordinalValue\",\"valueDecimal\":3}]",
            "\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/ordinalValue\",\"valueString\":\"3\"}]",
            "\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/data-absent-reason\",\"valueCode\":\"unknown\"}]",
            "\"modifierExtension\":[{\"url\":\"http://example.org/unknown\",\"valueString\":\"x\"}]",
            "\"contained\":[{\"resourceType\":\"Patient\",\"id\":\"x\"}]",
            "\"language\":\"de\"",
            "\"implicitRules\":\"http://example.org/rules\"",
            "\"text\":{\"status\":\"generated\",\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">x</div>\"}",
            "\"text\":\"words\"",
            "\"version\":\"1\"",
            "\"userSelected\":true",
            "\"comparator\":\"<\"",
            "\"type\":\"Patient\"",
            "\"identifier\":{\"system\":\"urn:ietf:rfc:3986\",\"value\":\"x\"}",
            "\"note\":[{\"text\":\"x\"}]",
            "\"valueString\":\"x\"",
            "\"issued\":\"2026-11-20T09:30:00Z\"",
            "\"component\":[{\"code\":{\"text\":\"x\"}}]",
            "\"resourceType\":\"Observation\"");

    private final Map<String, Set<String>> words = new TreeMap<>();
    private final Map<String, Set<String>> codes = new TreeMap<>();

    /** Takes in what the resource is made of. */
    void learn(String text) {
        learn(parse(text));
    }

    private void learn(JsonNode node) {
        if (node.isObject()) {
            node.properties().forEach(field -> {
                if (field.getValue().isTextual()) {
                    words.computeIfAbsent(field.getKey(), any -> new TreeSet<>())
                            .add(field.getValue().asText());
                }
            });
            if (node.path("system").isTextual() && node.path("code").isTextual()) {
                codes.computeIfAbsent(node.get("system").asText(), any -> new TreeSet<>())
                        .add(node.get("code").asText());
            }
        }
        node.forEach(this::learn);
    }

    /** Every change of the resource, one at a time. */
    void each(String text, Consumer<String> mutant) {
        JsonNode root = parse(text);
        mutate(root, root, mutant);
        mutant.accept(text + "{}");
        mutant.accept("[" + text + "]");
        mutant.accept(text.substring(0, text.length() / 2));
    }

    private void mutate(JsonNode root, JsonNode node, Consumer<String> mutant) {
        if (node instanceof ObjectNode object) {
            mutateObject(root, object, mutant);
        } else if (node instanceof ArrayNode array) {
            mutateArray(root, array, mutant);
        }
        node.forEach(child -> mutate(root, child, mutant));
    }

    private void mutateObject(JsonNode root, ObjectNode object, Consumer<String> mutant) {
        List<Map.Entry<String, JsonNode>> fields = new ArrayList<>();
        object.properties().forEach(field -> fields.add(Map.entry(field.getKey(), field.getValue())));
        for (Map.Entry<String, JsonNode> field : fields) {
            String name = field.getKey();
            object.remove(name);
            mutant.accept(root.toString());
            object.set("x" + name, field.getValue());
            mutant.accept(root.toString());
            object.removeAll();
            fields.forEach(other -> object.set(other.getKey(), other.getValue()));
            for (JsonNode other : others(name, field.getValue(), object)) {
                object.set(name, other);
                mutant.accept(root.toString());
            }
            object.set(name, field.getValue());
            if (field.getValue().isValueNode()) {
                object.set(
                        "_" + name,
                        parse("{\"extension\":[{\"url\":\"http://example.org/x\",\"valueString\":\"x\"}]}"));
                mutant.accept(root.toString());
                object.remove("_" + name);
            }
            with(root, object, "\"" + name + "\":" + field.getValue(), mutant);
        }
        ADDED.forEach(added -> with(root, object, added, mutant));
    }

    /** The text with one more property in an object, also one that is there already. */
    private static void with(JsonNode root, ObjectNode object, String property, Consumer<String> mutant) {
        object.put("@here", 0);
        String marked = root.toString();
        object.remove("@here");
        mutant.accept(marked.replace("\"@here\":0", property));
    }

    private static void mutateArray(JsonNode root, ArrayNode array, Consumer<String> mutant) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        for (int i = 0; i < items.size(); i++) {
            array.remove(i);
            mutant.accept(root.toString());
            array.insert(i, items.get(i));
            array.add(items.get(i));
            mutant.accept(root.toString());
            array.remove(items.size());
            array.set(i, NODES.nullNode());
            mutant.accept(root.toString());
            array.set(i, items.get(i));
        }
        array.removeAll();
        mutant.accept(root.toString());
        for (int i = items.size() - 1; i >= 0; i--) {
            array.add(items.get(i));
        }
        mutant.accept(root.toString());
        array.removeAll();
        items.forEach(array::add);
    }

    private List<JsonNode> others(String name, JsonNode value, ObjectNode parent) {
        List<JsonNode> others = new ArrayList<>(List.of(
                NODES.nullNode(), NODES.arrayNode(), NODES.objectNode(), NODES.textNode("x"), NODES.numberNode(7)));
        others.add(NODES.booleanNode(true));
        others.add(
                value.isArray() && !value.isEmpty()
                        ? value.get(0)
                        : NODES.arrayNode().add(value));
        if (value.isNumber()) {
            for (String number :
                    List.of("-1", "0", "1.0", "0.5", "3.67", "60", "61", "1E3", "99999999999", "0.0000000001")) {
                others.add(NODES.numberNode(new BigDecimal(number)));
            }
        } else if (value.isTextual()) {
            texts(name, parent).forEach(text -> others.add(NODES.textNode(text)));
        } else if (name.equals("profile") && value.isArray()) {
            PROFILES.forEach(profile -> others.add(((ArrayNode) value.deepCopy()).add(profile)));
            PROFILES.forEach(profile -> others.add(NODES.arrayNode().add(profile)));
        }
        return others;
    }

    private List<String> texts(String name, ObjectNode parent) {
        List<String> texts = new ArrayList<>(TEXTS);
        texts.addAll(words.getOrDefault(name, Set.of()).stream().limit(25).toList());
        if (name.equals("code")) {
            texts.addAll(codes.getOrDefault(parent.path("system").asText(), Set.of()).stream()
                    .limit(40)
                    .toList());
        }
        if (name.equals("reference") || name.equals("fullUrl") || name.equals("url")) {
            texts.addAll(REFERENCES);
        }
        if (name.matches(".*(Date|Time|date|start|end|issued|authored).*")) {
            texts.addAll(DATES);
        }
        return texts;
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
