package org.myotome.guide;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.Coding;
import org.myotome.strength.Grade;

/** The grades of all scales: of each CodeSystem whose concepts have an order, so that a new scale needs no Java. */
public final class ScaleGrades {

    /** The properties that order grades: an order of their own, else the points that they are summed by. */
    private static final List<String> ORDERS = List.of("ordinal", "points");

    private final Map<Grade, Coding> codings = new LinkedHashMap<>();
    private final Map<Grade, BigDecimal> orders = new LinkedHashMap<>();

    public ScaleGrades(Guide guide) {
        guide.all(CodeSystem.class).stream().filter(ScaleGrades::isScale).forEach(this::add);
    }

    private static boolean isScale(CodeSystem system) {
        return system.getConcept().stream().anyMatch(concept -> order(concept).isPresent());
    }

    private void add(CodeSystem system) {
        String scale = ScoreRecipes.nameOf(system.getUrl());
        for (ConceptDefinitionComponent concept : system.getConcept()) {
            Grade grade = new Grade(scale, concept.getCode());
            codings.put(grade, new Coding(system.getUrl(), concept.getCode(), concept.getDisplay()));
            order(concept).ifPresent(order -> orders.put(grade, order));
        }
    }

    private static Optional<BigDecimal> order(ConceptDefinitionComponent concept) {
        return ORDERS.stream()
                .flatMap(name -> concept.getProperty().stream()
                        .filter(property -> property.getCode().equals(name)))
                .findFirst()
                .map(property -> new BigDecimal(property.getValue().primitiveValue()));
    }

    /** Scale by scale, as the code systems list them; those without an order, such as NT, too. */
    public Set<Grade> all() {
        return codings.keySet();
    }

    /** With its system and its display; empty if no scale has it. */
    public Optional<Coding> coding(Grade grade) {
        return Optional.ofNullable(codings.get(grade)).map(Coding::copy);
    }

    /** Where it stands on its scale, which only sorts; empty for a grade without a place, such as NT. */
    public Optional<BigDecimal> order(Grade grade) {
        return Optional.ofNullable(orders.get(grade));
    }
}
