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
import java.util.function.Supplier;

/**
 * Changes one thing in a resource, in every way that it can think of, at every place. The words that it puts in are those
 * that it has learned from other resources, and some that are wrong everywhere.
 */
public final class Mutations {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Map<String, Set<String>> words = new TreeMap<>();
    private final Map<String, Set<String>> codes = new TreeMap<>();

    /** Takes in what the resource is made of. */
    public void learn(String text) {
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

    /** Every change of the resource, one at a time. A text must be asked for before the next is made. */
    public void each(String text, Consumer<Supplier<String>> mutant) {
        JsonNode root = parse(text);
        mutate(root, root, mutant);
        mutant.accept(() -> text + "{}");
        mutant.accept(() -> "[" + text + "]");
        mutant.accept(() -> text.substring(0, text.length() / 2));
    }

    private void mutate(JsonNode root, JsonNode node, Consumer<Supplier<String>> mutant) {
        if (node instanceof ObjectNode object) {
            mutateObject(root, object, mutant);
        } else if (node instanceof ArrayNode array) {
            mutateArray(root, array, mutant);
        }
        node.forEach(child -> mutate(root, child, mutant));
    }

    private void mutateObject(JsonNode root, ObjectNode object, Consumer<Supplier<String>> mutant) {
        List<Map.Entry<String, JsonNode>> fields = new ArrayList<>();
        object.properties().forEach(field -> fields.add(Map.entry(field.getKey(), field.getValue())));
        for (Map.Entry<String, JsonNode> field : fields) {
            String name = field.getKey();
            object.remove(name);
            mutant.accept(root::toString);
            object.set("x" + name, field.getValue());
            mutant.accept(root::toString);
            object.removeAll();
            fields.forEach(other -> object.set(other.getKey(), other.getValue()));
            for (JsonNode other : others(name, field.getValue(), object)) {
                object.set(name, other);
                mutant.accept(root::toString);
            }
            object.set(name, field.getValue());
            if (field.getValue().isValueNode()) {
                object.set(
                        "_" + name,
                        parse("{\"extension\":[{\"url\":\"http://example.org/x\",\"valueString\":\"x\"}]}"));
                mutant.accept(root::toString);
                object.remove("_" + name);
            }
            with(root, object, "\"" + name + "\":" + field.getValue(), mutant);
        }
        MutationWords.ADDED.forEach(added -> with(root, object, added, mutant));
    }

    /** The text with one more property in an object, also one that is there already. */
    private static void with(JsonNode root, ObjectNode object, String property, Consumer<Supplier<String>> mutant) {
        object.put("@here", 0);
        mutant.accept(() -> root.toString().replace("\"@here\":0", property));
        object.remove("@here");
    }

    private static void mutateArray(JsonNode root, ArrayNode array, Consumer<Supplier<String>> mutant) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        for (int i = 0; i < items.size(); i++) {
            array.remove(i);
            mutant.accept(root::toString);
            array.insert(i, items.get(i));
            array.add(items.get(i));
            mutant.accept(root::toString);
            array.remove(items.size());
            array.set(i, NODES.nullNode());
            mutant.accept(root::toString);
            array.set(i, items.get(i));
        }
        array.removeAll();
        mutant.accept(root::toString);
        for (int i = items.size() - 1; i >= 0; i--) {
            array.add(items.get(i));
        }
        mutant.accept(root::toString);
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
            MutationWords.PROFILES.forEach(profile -> others.add(((ArrayNode) value.deepCopy()).add(profile)));
            MutationWords.PROFILES.forEach(
                    profile -> others.add(NODES.arrayNode().add(profile)));
        }
        return others;
    }

    private List<String> texts(String name, ObjectNode parent) {
        List<String> texts = new ArrayList<>(MutationWords.TEXTS);
        texts.addAll(words.getOrDefault(name, Set.of()).stream().limit(25).toList());
        if (name.equals("code")) {
            texts.addAll(codes.getOrDefault(parent.path("system").asText(), Set.of()).stream()
                    .limit(40)
                    .toList());
        }
        if (name.equals("reference") || name.equals("fullUrl") || name.equals("url")) {
            texts.addAll(MutationWords.REFERENCES);
        }
        if (name.matches(".*(Date|Time|date|start|end|issued|authored).*")) {
            texts.addAll(MutationWords.DATES);
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
