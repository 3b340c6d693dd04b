package org.myotome.query.agreement;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.Coding;
import org.myotome.RequestProblem;
import org.myotome.guide.Guide;
import org.myotome.guide.ScoreRecipes;
import org.myotome.strength.Grade;

/** The scales of the guide: each CodeSystem whose concepts have an order, so that a new scale needs no Java. */
final class GradeScales {

    /** The properties that order the grades of a scale, as in the projection: its own order, else the points it is summed by. */
    private static final List<String> ORDERS = List.of("ordinal", "points");

    private final Map<String, RankedScale> scales = new TreeMap<>();
    private final Map<Grade, Coding> codings;

    private record Ordered(ConceptDefinitionComponent concept, double order) {}

    GradeScales(Guide guide) {
        codings = new java.util.HashMap<>();
        guide.all(CodeSystem.class).forEach(this::add);
    }

    private void add(CodeSystem system) {
        List<Ordered> concepts = system.getConcept().stream()
                .flatMap(concept -> order(concept).map(order -> new Ordered(concept, order)).stream())
                .sorted(Comparator.comparingDouble(Ordered::order))
                .toList();
        if (concepts.isEmpty()) {
            return;
        }
        List<Double> orders = concepts.stream().map(Ordered::order).distinct().toList();
        String name = ScoreRecipes.nameOf(system.getUrl());
        RankedScale scale = new RankedScale(
                system.getUrl(),
                concepts.stream()
                        .map(ordered -> new Grade(name, ordered.concept().getCode()))
                        .toList(),
                concepts.stream()
                        .map(ordered -> orders.indexOf(ordered.order()))
                        .toList());
        scales.put(name, scale);
        concepts.forEach(ordered -> codings.put(
                new Grade(name, ordered.concept().getCode()),
                new Coding(
                        system.getUrl(),
                        ordered.concept().getCode(),
                        ordered.concept().getDisplay())));
    }

    private static Optional<Double> order(ConceptDefinitionComponent concept) {
        return ORDERS.stream()
                .flatMap(name -> concept.getProperty().stream()
                        .filter(property -> property.getCode().equals(name))
                        .limit(1))
                .findFirst()
                .map(property -> Double.valueOf(property.getValue().primitiveValue()));
    }

    /** All scales by their names. */
    Map<String, RankedScale> all() {
        return Map.copyOf(scales);
    }

    /** With its display. */
    Coding coding(Grade grade) {
        return Optional.ofNullable(codings.get(grade)).orElseThrow().copy();
    }

    /**
     * @param nameOrUrl {@code mrc-muscle-grade}, or the url of that CodeSystem
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException if it is no scale
     */
    RankedScale of(String nameOrUrl) {
        return Stream.of(nameOrUrl)
                .flatMap(asked -> scales.values().stream()
                        .filter(scale -> asked.equals(scale.name()) || asked.equals(scale.url())))
                .findFirst()
                .orElseThrow(() -> RequestProblem.invalid("Parameter \"scale\" is \"" + nameOrUrl
                        + "\", which is no scale. The scales are: " + String.join(", ", scales.keySet()) + "."));
    }
}
