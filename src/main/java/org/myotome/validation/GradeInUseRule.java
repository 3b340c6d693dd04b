package org.myotome.validation;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;

/** A grade that is corrected takes the stored scores along that were formed from it: they are corrected with it, or it waits. */
final class GradeInUseRule implements Rule {

    private static final String ID = "grade-in-use";

    private final Rules rules;
    private final StrengthCodes codes;
    private final List<Rule> rulesOfScores;

    GradeInUseRule(Rules rules, StrengthCodes codes, List<Rule> rulesOfScores) {
        this.rules = rules;
        this.codes = codes;
        this.rulesOfScores = rulesOfScores;
    }

    @Override
    public List<Finding> check(Resource resource, Surroundings surroundings) {
        if (!(resource instanceof Observation grade)
                || !codes.isGrade(grade)
                || !grade.getIdElement().hasIdPart()) {
            return List.of();
        }
        String reference = "Observation/" + grade.getIdElement().getIdPart();
        Surroundings after = surroundings.with(reference, grade);
        return surroundings.derivedFrom(reference).stream()
                .filter(score -> score.hasValue() && score.getStatus() != ObservationStatus.ENTEREDINERROR)
                .flatMap(score -> broken(score, after))
                .toList();
    }

    private Stream<Finding> broken(Observation score, Surroundings after) {
        String reference = "Observation/" + score.getIdElement().getIdPart();
        return rulesOfScores.stream()
                .flatMap(rule -> rule.check(score, after).stream())
                .limit(1)
                .map(finding -> Finding.error(
                        IssueType.BUSINESSRULE,
                        Rules.own(ID),
                        "Observation",
                        "With this change the stored score " + reference + " would be wrong: " + finding.message(),
                        new Finding.Remedy(
                                "a change of a grade that " + reference + " is derived from",
                                "a score with the value " + finding.allowed(),
                                rules.fix(ID))));
    }
}
