package org.myotome.guide;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;

/** The codes of other systems in the artefacts: which concept each stands for, and where it was read. */
final class ForeignCodes {

    /** The systems of the page, in the order of its columns; those of devices and forms stay in their files. */
    static final Map<String, String> SYSTEMS = systems();

    private static final Map<ConceptMapEquivalence, String> SIGNS = Map.of(
            ConceptMapEquivalence.EQUIVALENT, "=",
            ConceptMapEquivalence.NARROWER, "&lt;",
            ConceptMapEquivalence.WIDER, "&gt;",
            ConceptMapEquivalence.RELATEDTO, "~",
            ConceptMapEquivalence.INEXACT, "≈");

    private static final Map<String, List<String>> MAPS = Map.of(
            "cause-of-weakness", List.of("cause-to-snomed-ct", "cause-to-icd-10-cm", "cause-to-hpo", "cause-to-mondo"),
            "weakness-symptom", List.of("weakness-symptom-codes"),
            "weakness-red-flag", List.of("weakness-red-flag-codes"),
            "weakness-treatment", List.of("weakness-treatment-codes"));

    /** Value sets of what the server refuses: their codes stand for nothing. */
    private static final String MISUSED = "misused-";

    private final List<Line> lines = new ArrayList<>();
    private final Map<Key, Set<String>> places = new TreeMap<>(Comparator.comparing(Key::toString));
    private final CodeList list = CodeList.load();

    ForeignCodes() {
        MAPS.forEach((system, maps) -> maps.forEach(map -> read(system, Terms.read(ConceptMap.class, map))));
        lines.sort(Comparator.comparing(Line::own).thenComparing(Line::code));
        ArtefactFiles.artefacts().values().stream()
                .filter(artefact -> !artefact.path("id").asText().startsWith(MISUSED))
                .forEach(artefact -> CodeFinder.in(artefact).stream()
                        .filter(found -> SYSTEMS.containsKey(found.system()))
                        .filter(found -> !found.place().endsWith(".compose.exclude"))
                        .forEach(found -> places.computeIfAbsent(
                                        new Key(found.system(), found.code()), key -> new TreeSet<>())
                                .add(artefact.path("id").asText())));
    }

    private static Map<String, String> systems() {
        Map<String, String> systems = new LinkedHashMap<>();
        systems.put("http://snomed.info/sct", "SNOMED CT");
        systems.put("http://hl7.org/fhir/sid/icd-10-cm", "ICD-10-CM");
        systems.put("http://human-phenotype-ontology.org", "HPO");
        systems.put("http://purl.obolibrary.org/obo/mondo.owl", "MONDO");
        systems.put("http://loinc.org", "LOINC");
        systems.put("http://unitsofmeasure.org", "UCUM");
        return systems;
    }

    private void read(String own, ConceptMap map) {
        map.getGroup()
                .forEach(group -> group.getElement()
                        .forEach(element -> element.getTarget()
                                .forEach(target -> lines.add(new Line(
                                        own,
                                        element.getCode(),
                                        group.getTarget(),
                                        target.getCode(),
                                        SIGNS.get(target.getEquivalence()))))));
    }

    /** Whether the maps lead from any concept of a code system to a system. */
    boolean hasTargets(String own, String system) {
        return lines.stream()
                .anyMatch(line -> line.own().equals(own) && line.system().equals(system));
    }

    /** The codes of one system for a concept, each with the sign of its equivalence. */
    String targets(String own, String concept, String system) {
        return lines.stream()
                .filter(line -> line.own().equals(own)
                        && line.concept().equals(concept)
                        && line.system().equals(system))
                .map(line -> line.sign() + " " + line.code())
                .distinct()
                .collect(Collectors.joining("<br>"));
    }

    /** Every code of a system in the artefacts, by code. */
    List<Key> in(String system) {
        return places.keySet().stream()
                .filter(key -> key.system().equals(system))
                .toList();
    }

    /** Whether the server refuses the code of a row. */
    static boolean isMisused(CodeList.Row row) {
        return ArtefactFiles.artefacts("ValueSet").stream()
                .filter(set -> set.path("id").asText().startsWith(MISUSED))
                .flatMap(set -> CodeFinder.in(set).stream())
                .anyMatch(found ->
                        found.system().equals(row.system()) && found.code().equals(row.code()));
    }

    /** The concepts that it is mapped to, or the artefacts that list it where it is mapped to none. */
    String standsFor(Key key) {
        String concepts = lines.stream()
                .filter(line ->
                        line.system().equals(key.system()) && line.code().equals(key.code()))
                .map(line -> line.sign() + " " + line.concept())
                .distinct()
                .collect(Collectors.joining(", "));
        String sets = places.get(key).stream()
                .filter(place ->
                        concepts.isEmpty() || !place.matches("cause-.*|weakness-(symptom|red-flag|treatment|care).*"))
                .collect(Collectors.joining(", "));
        return concepts + (concepts.isEmpty() || sets.isEmpty() ? "" : "; ") + sets;
    }

    /**
     * The verified rows of a code.
     *
     * @throws AssertionError if there is none
     */
    List<CodeList.Row> rows(Key key) {
        List<CodeList.Row> rows = list.rows(key.system(), key.code()).stream()
                .filter(CodeList.Row::isVerified)
                .toList();
        if (rows.isEmpty()) {
            throw new AssertionError(key + " is not verified");
        }
        return rows;
    }

    /** A code and its system. */
    record Key(String system, String code) {}

    private record Line(String own, String concept, String system, String code, String sign) {}
}
