package org.myotome.terminology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.ValueSet;
import org.myotome.RequestProblem;

/**
 * The supplements that a request brings along. One is used only where the request or the value set asks for it: names that
 * somebody has added must not count as right ones by being at hand (FHIR, CodeSystem, supplements).
 */
record Supplements(List<CodeSystem> sent) {

    private static final String REQUIRED = "http://hl7.org/fhir/StructureDefinition/valueset-supplement";
    private static final String USED = "myotome.supplements";

    static Supplements of(List<CodeSystem> sent) {
        return new Supplements(sent.stream().filter(Supplements::isSupplement).toList());
    }

    static boolean isSupplement(CodeSystem system) {
        return system.getContent() == CodeSystemContentMode.SUPPLEMENT;
    }

    /** The canonicals of those that a code system has been given. */
    static List<String> of(CodeSystem system) {
        return system.getUserData(USED) instanceof List<?> used
                ? used.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** Those that a value set asks for. */
    static List<String> required(Stream<ValueSet> valueSets) {
        return valueSets
                .flatMap(set -> set.getExtensionsByUrl(REQUIRED).stream())
                .map(extension -> extension.getValueAsPrimitive().getValueAsString())
                .distinct()
                .toList();
    }

    Optional<CodeSystem> find(String canonical) {
        var parts = canonical.split("\\|", 2);
        return sent.stream()
                .filter(supplement -> parts[0].equals(supplement.getUrl()))
                .filter(supplement -> parts.length == 1 || parts[1].equals(supplement.getVersion()))
                .findFirst();
    }

    /** A supplement whose code system is not held changes nothing: no answer can be about its codes. */
    TerminologyHoldings<CodeSystem> apply(List<String> canonicals, TerminologyHoldings<CodeSystem> held) {
        var result = held;
        for (var canonical : canonicals) {
            var supplement = find(canonical).orElseThrow(() -> missing(canonical));
            var parts = String.valueOf(supplement.getSupplements()).split("\\|", 2);
            var target = result.find(parts[0], parts.length == 2 ? parts[1] : null);
            if (target.filter(system -> !of(system).contains(canonical(supplement)))
                    .isPresent()) {
                result = result.replacing(target.get(), supplemented(target.get(), supplement));
            }
        }
        return result;
    }

    private static CodeSystem supplemented(CodeSystem system, CodeSystem supplement) {
        var copy = system.copy();
        var used = new ArrayList<>(of(system));
        used.add(canonical(supplement));
        copy.setUserData(USED, used);
        supplement.getProperty().forEach(copy::addProperty);
        Map<String, ConceptDefinitionComponent> concepts = new HashMap<>();
        flat(copy.getConcept().stream()).forEach(concept -> concepts.putIfAbsent(concept.getCode(), concept));
        flat(supplement.getConcept().stream()).forEach(added -> {
            var concept = concepts.get(added.getCode());
            if (concept != null) {
                added.getDesignation().forEach(concept::addDesignation);
                added.getProperty().forEach(concept::addProperty);
                added.getExtension().forEach(concept::addExtension);
            }
        });
        return copy;
    }

    private static Stream<ConceptDefinitionComponent> flat(Stream<ConceptDefinitionComponent> concepts) {
        return concepts.flatMap(concept -> Stream.concat(Stream.of(concept), flat(concept.getConcept().stream())));
    }

    static String canonical(CodeSystem system) {
        return system.hasVersion() ? system.getUrl() + "|" + system.getVersion() : system.getUrl();
    }

    private static RuntimeException missing(String canonical) {
        return TerminologyProblem.worded(
                RequestProblem.notFound("The supplement " + canonical
                        + " is not held here. Send it along in the parameter tx-resource, or do not ask for it."),
                "not-found",
                new CodeText("VALUESET_SUPPLEMENT_MISSING", "Required supplement not found: " + canonical));
    }
}
