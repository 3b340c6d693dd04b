package org.myotome.torture.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.myotome.Answer;

/** Resources in JSON in which some values, names and bytes are others. */
final class JsonShots implements Shots {

    private static final String JSON = "application/fhir+json";
    private static final int DEEPEST = 200;

    private final List<JsonNode> good = new ArrayList<>();

    JsonShots() {
        for (String folder : List.of("valid", "exams")) {
            try (Stream<Path> files = Files.list(Path.of("profiles", "examples", folder))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                        .sorted()
                        .toList()) {
                    good.add(Answer.read(Files.readString(file)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public Shot next(Random random) {
        JsonNode resource = good.get(random.nextInt(good.size())).deepCopy();
        String type = resource.path("resourceType").asText();
        boolean bundle = type.equals("Bundle");
        for (int i = random.nextInt(3); i >= 0; i--) {
            change(resource, random);
        }
        byte[] body = resource.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(4) == 0) {
            body = Nasty.spoilt(body, random);
        }
        String path = "/fhir" + (bundle ? "" : "/" + type);
        return switch (random.nextInt(6)) {
            case 0 -> Shot.post(path + "/$validate", JSON, body);
            case 1 -> new Shot("PUT", path + "/fuzz-" + random.nextInt(20), List.of("Content-Type: " + JSON), body);
            case 2 -> patch(random);
            case 3 -> Shot.post("/fhir/" + operation(random), JSON, parameters(resource, random));
            default -> Shot.post(path, JSON, body);
        };
    }

    private static String operation(Random random) {
        List<String> operations = List.of(
                "Observation/$lastn",
                "Observation/$stats",
                "Observation/$agreement",
                "Patient/$strength-trend",
                "Patient/$mrc-sum-score",
                "Patient/$isncsci-motor-score",
                "Patient/x/$weakness-pattern",
                "QuestionnaireResponse/$weakness-triage",
                "ValueSet/$expand",
                "ValueSet/$validate-code",
                "CodeSystem/$lookup",
                "CodeSystem/$validate-code",
                "CodeSystem/$subsumes",
                "ConceptMap/$translate",
                "$versions",
                "$rebuild-projection",
                "$nothing");
        return operations.get(random.nextInt(operations.size()));
    }

    private static byte[] parameters(JsonNode resource, Random random) {
        ObjectNode parameters = (ObjectNode) Answer.read("{\"resourceType\": \"Parameters\", \"parameter\": []}");
        List<String> names = List.of(
                "code",
                "system",
                "url",
                "coding",
                "valueSet",
                "patient",
                "resource",
                "questionnaireResponse",
                "start",
                "max",
                "filter",
                "count",
                "offset");
        for (int i = random.nextInt(4); i >= 0; i--) {
            ObjectNode parameter = ((ArrayNode) parameters.path("parameter"))
                    .addObject()
                    .put("name", names.get(random.nextInt(names.size())));
            switch (random.nextInt(5)) {
                case 0 -> parameter.set("resource", resource);
                case 1 -> parameter.put("valueInteger", random.nextInt());
                case 2 ->
                    parameter
                            .putObject("valueCoding")
                            .put("system", Nasty.text(random))
                            .put("code", Nasty.text(random));
                case 3 -> parameter.put("valueUri", Nasty.text(random));
                default -> parameter.put("valueString", Nasty.text(random));
            }
        }
        return parameters.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Shot patch(Random random) {
        List<String> paths = List.of(
                "/name/0/family",
                "/birthDate",
                "/",
                "",
                "/name/-",
                "/name/99",
                "/id",
                "/meta",
                "/extension/0/url",
                "~2",
                "/a~1b",
                Nasty.text(random));
        List<String> kinds = List.of("add", "remove", "replace", "move", "copy", "test", "muscle");
        ArrayNode patch = (ArrayNode) Answer.read("[]");
        for (int i = random.nextInt(3); i >= 0; i--) {
            ObjectNode step = patch.addObject()
                    .put("op", kinds.get(random.nextInt(kinds.size())))
                    .put("path", paths.get(random.nextInt(paths.size())))
                    .put("from", paths.get(random.nextInt(paths.size())));
            step.set("value", value(random));
        }
        return new Shot(
                "PATCH",
                "/fhir/Patient/fuzz-patient",
                List.of("Content-Type: application/json-patch+json"),
                patch.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Changes one thing somewhere in it. */
    private static void change(JsonNode root, Random random) {
        List<JsonNode> containers = new ArrayList<>();
        collect(root, containers);
        JsonNode place = containers.get(random.nextInt(containers.size()));
        if (place instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            switch (random.nextInt(6)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(Nasty.text(random), object.get(name));
                case 2 -> object.set("_" + name, value(random));
                case 3 ->
                    object.set(
                            name,
                            ((ObjectNode) Answer.read("{\"x\": [null]}"))
                                    .set("y", object.get(name).deepCopy()));
                default -> object.set(name, value(random));
            }
        } else if (place instanceof ArrayNode array) {
            switch (random.nextInt(4)) {
                case 0 -> array.removeAll();
                case 1 -> array.add(value(random));
                case 2 -> array.addNull();
                default -> {
                    JsonNode one = array.isEmpty() ? value(random) : array.get(0);
                    for (int i = random.nextInt(300); i >= 0; i--) {
                        array.add(one.deepCopy());
                    }
                }
            }
        }
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    private static JsonNode value(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> Answer.read("null");
            case 1 -> Answer.read(random.nextBoolean() ? "true" : "false");
            case 2 ->
                Answer.read(List.of("1e400", "-1e400", "1e-400", "0", "-1", "123456789012345678901234567890", "0.1e1")
                        .get(random.nextInt(7)));
            case 3 -> Answer.read("[]");
            case 4 -> Answer.read("{}");
            case 5 -> {
                int depth = 1 + random.nextInt(DEEPEST);
                yield Answer.read("[".repeat(depth) + "1" + "]".repeat(depth));
            }
            default -> com.fasterxml.jackson.databind.node.TextNode.valueOf(Nasty.text(random));
        };
    }
}
