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
import org.myotome.strength.MrcGrade;
import org.myotome.strength.MrcSumScore;
import org.myotome.strength.SidedMovement;

/** An MRC sum score equals the sum of the twelve grades that it names: six movements, both sides, whole grades. */
final class SumScoreRule implements Rule {

    private static final String ID = "sum-score-disagrees";

    private final Rules rules;
    private final StrengthCodes codes;

    SumScoreRule(Rules rules, StrengthCodes codes) {
        this.rules = rules;
        this.codes = codes;
    }

    @Override
    public List<Finding> check(Resource resource, Surroundings surroundings) {
        if (!(resource instanceof Observation score) || !codes.isSumScore(score) || !score.hasValueQuantity()) {
            return List.of();
        }
        List<Optional<Observation>> named = score.getDerivedFrom().stream()
                .filter(Reference::hasReference)
                .map(reference -> surroundings.observation(reference.getReference()))
                .toList();
        // Fewer than twelve, or one that is not found, is reported by the profile and by the rule on references.
        if (named.size() != MrcSumScore.GRADES || named.stream().anyMatch(Optional::isEmpty)) {
            return List.of();
        }
        Map<SidedMovement, MrcGrade> grades = new LinkedHashMap<>();
        named.stream()
                .flatMap(Optional::stream)
                .forEach(grade -> codes.movement(grade)
                        .ifPresent(movement -> codes.grade(grade).ifPresent(value -> grades.put(movement, value))));
        return check(score.getValueQuantity().getValue(), grades);
    }

    private List<Finding> check(BigDecimal sent, Map<SidedMovement, MrcGrade> grades) {
        List<String> obstacles = MrcSumScore.obstacles(grades, codes.scoreMovements());
        if (!obstacles.isEmpty()) {
            return List.of(finding(
                    "Observation.derivedFrom",
                    "These grades do not make a sum score.",
                    String.join("; ", obstacles),
                    "one whole grade for each side of " + String.join(", ", codes.scoreMovements())));
        }
        BigDecimal sum = BigDecimal.valueOf(
                MrcSumScore.of(grades, codes.scoreMovements()).points());
        if (sent != null && sent.compareTo(sum) == 0) {
            return List.of();
        }
        return List.of(finding(
                "Observation.value.value",
                "The score is not the sum of its twelve grades.",
                sent == null ? "nothing" : sent.toPlainString(),
                sum.toPlainString() + ", the sum of the grades named in derivedFrom"));
    }

    private Finding finding(String path, String message, String sent, String allowed) {
        return Finding.error(
                IssueType.BUSINESSRULE, Rules.own(ID), path, message, new Finding.Remedy(sent, allowed, rules.fix(ID)));
    }
}
