package org.myotome.validation;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;
import org.myotome.guide.StrengthCodes;

/**
 * A grade that is corrected takes the stored scores and exams along that were formed from it: they are corrected with it, or
 * it waits. The same for a score that belongs to an exam.
 */
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
        return resource instanceof Observation part && codes.isResult(part)
                ? surroundings.address(part).stream()
                        .flatMap(address -> brokenBy(part, address, surroundings))
                        .toList()
                : List.of();
    }

    private Stream<Finding> brokenBy(Observation part, String address, Surroundings surroundings) {
        List<Observation> users = surroundings.usersOf(address);
        if (users.isEmpty()) {
            return Stream.empty();
        }
        Surroundings after = surroundings.with(address, part);
        return users.stream()
                .filter(user -> user.getStatus() != ObservationStatus.ENTEREDINERROR)
                .flatMap(user -> broken(user, after));
    }

    private Stream<Finding> broken(Observation user, Surroundings after) {
        String reference = "Observation/" + user.getIdElement().getIdPart();
        return rulesOfScores.stream()
                .flatMap(rule -> rule.check(user, after).stream())
                .limit(1)
                .map(finding -> Finding.error(
                        IssueType.BUSINESSRULE,
                        Rules.own(ID),
                        "Observation",
                        "With this change the stored " + reference + " would be wrong: " + finding.message(),
                        new Finding.Remedy(
                                "a change of an Observation that " + reference + " is made from",
                                "what leaves it true, or the change of both in one transaction; true would be "
                                        + finding.allowed(),
                                rules.fix(ID))));
    }
}
