package org.myotome.validation;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.myotome.guide.StrengthCodes;
import org.myotome.strength.Grade;
import org.myotome.strength.ScoreRecipe;
import org.myotome.strength.SidedMovement;

/** A score equals the sum of the grades that it names, on the scale and the sides that its recipe asks for. */
final class ScoreRule implements Rule {

    private static final String ID = "sum-score-disagrees";

    private final Rules rules;
    private final StrengthCodes codes;

    ScoreRule(Rules rules, StrengthCodes codes) {
        this.rules = rules;
        this.codes = codes;
    }

    @Override
    public List<Finding> check(Resource resource, Surroundings surroundings) {
        return resource instanceof Observation score && score.hasValueQuantity()
                ? codes.recipe(score)
                        .map(recipe -> check(score, recipe, surroundings))
                        .orElse(List.of())
                : List.of();
    }

    private List<Finding> check(Observation score, ScoreRecipe recipe, Surroundings surroundings) {
        List<Optional<Observation>> named = score.getDerivedFrom().stream()
                .filter(Reference::hasReference)
                .map(reference -> surroundings.observation(reference.getReference()))
                .toList();
        // Too few, or one that is not found, is reported by the profile and by the rule on references.
        if (named.size() != recipe.size() || named.stream().anyMatch(Optional::isEmpty)) {
            return List.of();
        }
        if (named.stream().flatMap(Optional::stream).anyMatch(surroundings::isRefused)) {
            return List.of();
        }
        Map<SidedMovement, Grade> grades = new LinkedHashMap<>();
        named.stream()
                .flatMap(Optional::stream)
                .forEach(grade -> codes.item(grade)
                        .ifPresent(item -> codes.grade(grade).ifPresent(value -> grades.put(item, value))));
        return check(score.getValueQuantity().getValue(), recipe, grades);
    }

    private List<Finding> check(BigDecimal sent, ScoreRecipe recipe, Map<SidedMovement, Grade> grades) {
        List<String> obstacles = recipe.obstacles(grades);
        if (!obstacles.isEmpty()) {
            return List.of(finding(
                    "Observation.derivedFrom",
                    "These grades do not make the score.",
                    String.join("; ", obstacles),
                    recipe.inWords()));
        }
        BigDecimal sum = BigDecimal.valueOf(recipe.sum(grades));
        if (sent != null && sent.compareTo(sum) == 0) {
            return List.of();
        }
        return List.of(finding(
                "Observation.value.value",
                "The score is not the sum of its " + recipe.size() + " grades.",
                sent == null ? "nothing" : sent.toPlainString(),
                sum.toPlainString() + ", the sum of the grades named in derivedFrom"));
    }

    private Finding finding(String path, String message, String sent, String allowed) {
        return Finding.error(
                IssueType.BUSINESSRULE, Rules.own(ID), path, message, new Finding.Remedy(sent, allowed, rules.fix(ID)));
    }
}
