package org.myotome.validation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.myotome.guide.StrengthCodes;
import org.myotome.guide.ValueSetCodes;
import org.myotome.strength.Side;

/**
 * Warns of a weakness of one side whose evidence is all of the other side. Evidence may well compare the two sides; where none is of
 * the side that is said to be weak, left and right were probably exchanged in one of them.
 */
final class EvidenceSideRule implements Rule {

    private static final String ID = "evidence-side";

    private final Rules rules;
    private final StrengthCodes codes;
    private final Set<Markers.Key> left;
    private final Set<Markers.Key> right;

    EvidenceSideRule(Rules rules, StrengthCodes codes, ValueSetCodes valueSets) {
        this.rules = rules;
        this.codes = codes;
        this.left = Markers.keysOf(valueSets, "left-sided-weakness");
        this.right = Markers.keysOf(valueSets, "right-sided-weakness");
    }

    @Override
    public List<Finding> check(Resource resource, Surroundings surroundings) {
        if (!(resource instanceof Condition condition)) {
            return List.of();
        }
        Side side = side(condition);
        if (side == Side.NONE) {
            return List.of();
        }
        List<Side> evidence = condition.getEvidence().stream()
                .flatMap(one -> one.getDetail().stream())
                .map(Reference::getReference)
                .filter(reference -> reference != null && !reference.contains("?"))
                .flatMap(reference -> surroundings.observation(reference).stream())
                .map(codes::side)
                .filter(one -> one != Side.NONE)
                .toList();
        return evidence.isEmpty() || evidence.contains(side) ? List.of() : List.of(warning(side, evidence.get(0)));
    }

    /** The side that the code states, or the body site; none if they name both. */
    private Side side(Condition condition) {
        Set<Side> sides = Stream.concat(
                        named(condition.getCode()).stream(),
                        condition.getBodySite().stream().map(codes::side).filter(side -> side != Side.NONE))
                .collect(Collectors.toSet());
        return sides.size() == 1 ? sides.iterator().next() : Side.NONE;
    }

    private Optional<Side> named(CodeableConcept code) {
        if (isAmong(left, code)) {
            return Optional.of(Side.LEFT);
        }
        return isAmong(right, code) ? Optional.of(Side.RIGHT) : Optional.empty();
    }

    private static boolean isAmong(Set<Markers.Key> keys, CodeableConcept code) {
        return code.getCoding().stream()
                .anyMatch(coding -> keys.contains(new Markers.Key(coding.getSystem(), coding.getCode())));
    }

    private Finding warning(Side side, Side other) {
        return Finding.warning(
                Rules.own(ID),
                "Condition.evidence",
                rules.statement(ID),
                new Finding.Remedy(
                        "a weakness of the " + word(side) + " side, with evidence of the " + word(other) + " side only",
                        "evidence of the " + word(side) + " side; what was sent is accepted and kept",
                        rules.fix(ID)));
    }

    private static String word(Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }
}
