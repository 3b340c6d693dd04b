package org.myotome.query.pattern;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.ConceptPropertyComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Type;
import org.myotome.guide.Guide;
import org.myotome.guide.StrengthCodes;

/** Reads the movements out of CodeSystem {@code tested-movement}, and the key muscles, which are movements by another name. */
final class AnatomyReader {

    /** The codes of {@code region} in the code system: Upper limb structure, Lower limb structure, Neck structure. */
    private static final Map<String, Region> REGIONS =
            Map.of("53120007", Region.ARM, "61685007", Region.LEG, "45048000", Region.NECK);

    private final Guide guide;
    private final PatternTable table;

    AnatomyReader(Guide guide, PatternTable table) {
        this.guide = guide;
        this.table = table;
    }

    Anatomy read() {
        Map<String, Part> parts = new HashMap<>();
        table.parts()
                .forEach(line ->
                        parts.put(line.movement(), Part.valueOf(line.part().toUpperCase(Locale.ROOT))));
        Map<String, Movement> items = new LinkedHashMap<>();
        concepts(StrengthCodes.MOVEMENT).forEach(concept -> items.put(concept.getCode(), movement(concept, parts)));
        Map<Region, List<String>> roots = new EnumMap<>(Region.class);
        concepts(StrengthCodes.KEY_MUSCLE).forEach(key -> {
            String first = values(key, "movement").findFirst().orElseThrow();
            Movement movement = items.get(first);
            items.put(key.getCode(), movement);
            roots.computeIfAbsent(movement.region(), any -> new ArrayList<>())
                    .add(values(key, "root").findFirst().orElseThrow());
        });
        Map<String, List<String>> branches = table.trunks().stream()
                .collect(Collectors.toMap(PatternTable.Trunk::nerve, PatternTable.Trunk::branches));
        return new Anatomy(
                items,
                roots,
                new Nerves(branches),
                table.plexuses().stream().map(AnatomyReader::plexus).toList());
    }

    private static Plexus plexus(PatternTable.PlexusLine line) {
        return new Plexus(
                line.code(),
                line.display(),
                Region.valueOf(line.region().toUpperCase(Locale.ROOT)),
                line.roots(),
                line.alsoPrinted(),
                Set.copyOf(line.nerves()),
                line.halves());
    }

    private static Movement movement(ConceptDefinitionComponent concept, Map<String, Part> parts) {
        return new Movement(
                concept.getCode(),
                concept.getDisplay(),
                REGIONS.getOrDefault(values(concept, "region").findFirst().orElse(""), Region.NECK),
                parts.getOrDefault(concept.getCode(), Part.NEITHER),
                values(concept, "nerve-name").map(AnatomyReader::nerve).collect(Collectors.toSet()),
                values(concept, "root").toList(),
                values(concept, "isncsci-root").collect(Collectors.toSet()),
                values(concept, "in-mrc-sum-score").anyMatch("true"::equals));
    }

    /** What stands in parentheses says which part of the nerve, or which part of the movement. */
    private static String nerve(String name) {
        int parenthesis = name.indexOf(" (");
        return parenthesis < 0 ? name : name.substring(0, parenthesis);
    }

    private Stream<ConceptDefinitionComponent> concepts(String system) {
        return guide.find(CodeSystem.class, system).orElseThrow().getConcept().stream();
    }

    private static Stream<String> values(ConceptDefinitionComponent concept, String property) {
        return concept.getProperty().stream()
                .filter(stated -> stated.getCode().equals(property))
                .map(ConceptPropertyComponent::getValue)
                .map(AnatomyReader::text);
    }

    private static String text(Type value) {
        return value instanceof Coding coding ? coding.getCode() : value.primitiveValue();
    }
}
