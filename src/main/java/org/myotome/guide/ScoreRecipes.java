package org.myotome.guide;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Type;
import org.myotome.strength.Grade;
import org.myotome.strength.ScoreRecipe;

/**
 * The scores that CodeSystem {@code strength-measure} describes, so that a new score needs no Java: its {@code items}, on how
 * many {@code sides}, and the {@code scale} whose property {@code points} says what each grade adds.
 */
public final class ScoreRecipes {

    /** The CodeSystem of exams and scores. */
    public static final String MEASURE = Guide.BASE + "/CodeSystem/strength-measure";

    private final Guide guide;
    private final ValueSetCodes valueSets;
    private final Map<String, ScoreRecipe> recipes = new HashMap<>();

    public ScoreRecipes(Guide guide, ValueSetCodes valueSets) {
        this.guide = guide;
        this.valueSets = valueSets;
        Collection<String> axial = codes(Guide.BASE + "/ValueSet/neck-movement");
        guide.find(CodeSystem.class, MEASURE).stream()
                .flatMap(system -> system.getConcept().stream())
                .filter(concept -> property(concept, "items").isPresent())
                .forEach(score -> recipes.put(score.getCode(), recipe(score, axial)));
    }

    private ScoreRecipe recipe(ConceptDefinitionComponent score, Collection<String> axial) {
        List<String> items = codes(text(score, "items"));
        Map<Grade, Integer> points = points(text(score, "scale"));
        return switch (text(score, "sides")) {
            case "both" -> ScoreRecipe.ofBothSides(items, axial, points);
            case "one" -> ScoreRecipe.ofOneSide(items, axial, points);
            default ->
                throw new IllegalStateException("Score " + score.getCode() + " has sides other than both or one");
        };
    }

    private Map<Grade, Integer> points(String scale) {
        String name = nameOf(scale);
        return guide.find(CodeSystem.class, scale).stream()
                .flatMap(system -> system.getConcept().stream())
                .filter(concept -> property(concept, "points").isPresent())
                .collect(Collectors.toMap(
                        concept -> new Grade(name, concept.getCode()),
                        concept -> Integer.valueOf(text(concept, "points"))));
    }

    private List<String> codes(String valueSet) {
        return valueSets.of(valueSet).stream().map(Coding::getCode).toList();
    }

    private static String text(ConceptDefinitionComponent concept, String name) {
        return property(concept, name)
                .map(Type::primitiveValue)
                .orElseThrow(() -> new IllegalStateException("Concept " + concept.getCode() + " has no " + name));
    }

    private static Optional<Type> property(ConceptDefinitionComponent concept, String name) {
        return concept.getProperty().stream()
                .filter(property -> property.getCode().equals(name))
                .map(CodeSystem.ConceptPropertyComponent::getValue)
                .findFirst();
    }

    /** What a CodeSystem is called in a {@link Grade}: the last part of its url. */
    public static String nameOf(String system) {
        return system.substring(system.lastIndexOf('/') + 1);
    }

    /** The recipe of a score, by its code in {@code strength-measure}. */
    public Optional<ScoreRecipe> of(String code) {
        return Optional.ofNullable(recipes.get(code));
    }
}
