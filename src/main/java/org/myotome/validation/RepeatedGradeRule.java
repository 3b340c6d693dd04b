package org.myotome.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.myotome.guide.StrengthCodes;
import org.myotome.strength.SidedMovement;

/**
 * Warns of an exam with two grades of one movement, side and muscle on one scale. It is no error: a muscle may be tested twice, or
 * by two examiners. But often one of the two was meant for the other side, and no program can say which of them counts.
 */
final class RepeatedGradeRule implements Rule {

    private static final String ID = "exam-repeats";

    private final Rules rules;
    private final StrengthCodes codes;

    RepeatedGradeRule(Rules rules, StrengthCodes codes) {
        this.rules = rules;
        this.codes = codes;
    }

    @Override
    public List<Finding> check(Resource resource, Surroundings surroundings) {
        if (!(resource instanceof Observation exam) || !codes.isExam(exam)) {
            return List.of();
        }
        Map<Tested, String> first = new HashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < exam.getHasMember().size(); i++) {
            Reference member = exam.getHasMember().get(i);
            Optional<Tested> tested = Optional.ofNullable(member.getReference())
                    .filter(reference -> !reference.contains("?"))
                    .flatMap(surroundings::observation)
                    .flatMap(this::tested);
            String path = "Observation.hasMember[" + i + "]";
            tested.map(test -> first.putIfAbsent(test, member.getReference()))
                    .filter(other -> !other.equals(member.getReference()))
                    .ifPresent(other -> findings.add(warning(path, member.getReference(), other, tested.get())));
        }
        return findings;
    }

    private Optional<Tested> tested(Observation grade) {
        return codes.item(grade)
                .flatMap(item -> codes.grade(grade).map(value -> new Tested(item, value.scale(), sites(grade))));
    }

    private static Set<String> sites(Observation grade) {
        CodeableConcept site = grade.getBodySite();
        return site.getCoding().stream()
                .filter(Coding::hasCode)
                .map(coding -> coding.getSystem() + "|" + coding.getCode())
                .collect(Collectors.toSet());
    }

    private Finding warning(String path, String member, String other, Tested tested) {
        String what = tested.item().toString();
        return Finding.warning(
                Rules.own(ID),
                path,
                rules.statement(ID),
                new Finding.Remedy(
                        what + ": " + other + " and " + member,
                        "one grade of " + what + "; both are accepted and kept",
                        rules.fix(ID)));
    }

    /** What two grades have in common that say the same thing twice. */
    private record Tested(SidedMovement item, String scale, Set<String> sites) {}
}
