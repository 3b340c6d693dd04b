package org.myotome.validation;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.myotome.strength.ObservedTime;

/**
 * Warns of an observation of the future, which all who ask for the latest would get until that day. It is no error: if the
 * clock of this server is the wrong one, it would refuse everything.
 */
final class FutureTimeRule implements Rule {

    private static final String ID = "effective-future";

    private final Rules rules;

    FutureTimeRule(Rules rules) {
        this.rules = rules;
    }

    @Override
    public List<Finding> check(Resource resource, Surroundings surroundings) {
        if (!(resource instanceof Observation observation)) {
            return List.of();
        }
        return began(observation.getEffective())
                .filter(time -> ObservedTime.isAhead(time.getValue().toInstant()))
                .map(this::warning)
                .stream()
                .toList();
    }

    /** A period that ends in the future may have begun. What is no date has no value, and is refused by others. */
    private static Optional<BaseDateTimeType> began(@Nullable Type effective) {
        Type began = effective instanceof Period period ? period.getStartElement() : effective;
        return began instanceof BaseDateTimeType time && time.getValue() != null ? Optional.of(time) : Optional.empty();
    }

    private Finding warning(BaseDateTimeType time) {
        return Finding.warning(
                Rules.own(ID),
                "Observation.effective",
                "It is said to have been observed in the future, by the clock of this server.",
                new Finding.Remedy(time.getValueAsString(), rules.allowed(ID), rules.fix(ID)));
    }
}
