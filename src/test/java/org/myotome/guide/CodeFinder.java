package org.myotome.guide;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds every code in a resource: Codings and Quantities wherever they stand, the concepts that a ValueSet lists, both
 * sides of a ConceptMap, and the codes that the FHIRPath of an invariant names.
 */
final class CodeFinder {

    /** {@code system = 'x'} holds in an expression for each {@code code = 'y'} until the next system. */
    private static final Pattern LITERAL = Pattern.compile("\\b(system|code) !?= '([^']*)'");

    private static final Set<String> DEFINITIONS =
            Set.of("CodeSystem", "ValueSet", "ConceptMap", "StructureDefinition", "SearchParameter");

    private final List<FoundCode> found = new ArrayList<>();

    private CodeFinder() {}

    static List<FoundCode> in(JsonNode resource) {
        CodeFinder finder = new CodeFinder();
        finder.visit(resource, "");
        return finder.found;
    }

    private void visit(JsonNode node, String path) {
        if (node.isArray()) {
            node.forEach(child -> visit(child, path));
        } else if (node.isObject()) {
            visitObject(node, place(node, path));
        }
    }

    private void visitObject(JsonNode node, String place) {
        if (node.path("system").isTextual() && node.path("code").isTextual()) {
            add(place, node.path("system").asText(), node);
        }
        if (node.path("system").isTextual()) {
            node.path("concept")
                    .forEach(concept -> add(place, node.path("system").asText(), concept));
        }
        if (node.has("source") && node.has("target") && node.has("element")) {
            conceptMapGroup(node, place);
        }
        if (node.path("expression").isTextual()) {
            expression(node.path("expression").asText());
        }
        if (place.endsWith(".concept.property.expression")) {
            expression(node.path("valueString").asText());
        }
        node.properties().forEach(field -> visit(field.getValue(), below(place, field.getKey())));
    }

    private void conceptMapGroup(JsonNode group, String place) {
        for (JsonNode element : group.path("element")) {
            add(place + ".source", group.path("source").asText(), element);
            for (JsonNode target : element.path("target")) {
                if (target.has("code")) {
                    add(place + ".target", group.path("target").asText(), target);
                }
            }
        }
    }

    private void expression(String fhirPath) {
        String system = "";
        Matcher literals = LITERAL.matcher(fhirPath);
        while (literals.find()) {
            if (literals.group(1).equals("system")) {
                system = literals.group(2);
            } else if (!system.isEmpty()) {
                found.add(new FoundCode("expression", system, literals.group(2), ""));
            }
        }
    }

    private void add(String place, String system, JsonNode coding) {
        found.add(new FoundCode(
                place,
                system,
                coding.path("code").asText(),
                coding.path("display").asText("")));
    }

    /** A resource begins a new path; an ElementDefinition stands where its own path says. */
    private static String place(JsonNode node, String path) {
        if (node.has("resourceType")) {
            String type = node.path("resourceType").asText();
            return DEFINITIONS.contains(type) ? type + "/" + node.path("id").asText() : type;
        }
        if (path.endsWith(".differential.element")) {
            return node.path("path").asText().replace("[x]", "");
        }
        return path.endsWith(".concept.property")
                ? path + "." + node.path("code").asText()
                : path;
    }

    /** Choice elements lose their type, patterns are the element that they constrain, {@code meta} is the same everywhere. */
    private static String below(String place, String key) {
        if (key.equals("meta")) {
            return key;
        }
        if (key.matches("(pattern|fixed)[A-Z].*")) {
            return place;
        }
        return place + "." + (key.matches("value[A-Z].*") ? "value" : key);
    }
}
