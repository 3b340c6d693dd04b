package org.myotome.storage.projection;

import ca.uhn.fhir.jpa.model.util.UcumServiceUtil;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fhir.ucum.Pair;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.myotome.guide.ScaleGrades;
import org.myotome.guide.ScoreRecipes;
import org.myotome.guide.StrengthCodes;
import org.myotome.strength.Grade;

/** What the value of an Observation is: a grade with its order, or a quantity in the one unit of its kind. */
final class StrengthValues {

    static final String UCUM = "http://unitsofmeasure.org";

    /** Standard gravity: 1 kgf is 9.80665 N (UCUM, [g]). */
    private static final BigDecimal STANDARD_GRAVITY = new BigDecimal("9.80665");

    /** What the column holds; no muscle comes near it. A larger number stays in the resource alone. */
    private static final BigDecimal MOST = new BigDecimal("1e13");

    /** The units that a quantity is kept in, by UCUM's base units, and how many of the base units they are. */
    private static final Map<String, Unit> UNITS = Map.of(
            "g.m.s-2", new Unit("N", "1000"),
            "g.m2.s-2", new Unit("N.m", "1000"),
            "g.m-1.s-2", new Unit("kPa", "1000000"));

    private record Unit(String code, BigDecimal base) {

        Unit(String code, String base) {
            this(code, new BigDecimal(base));
        }
    }

    /** @param code of the grade, or of the unit */
    record Value(Code code, Optional<BigDecimal> amount) {}

    private final StrengthCodes strength;
    private final ScaleGrades grades;

    StrengthValues(ScaleGrades grades, StrengthCodes strength) {
        this.grades = grades;
        this.strength = strength;
    }

    /** What values may have as codes, so that their numbers are there before they come. */
    Collection<Code> expected() {
        Set<Code> expected = new LinkedHashSet<>();
        grades.all().forEach(grade -> code(grade).ifPresent(expected::add));
        UNITS.values().forEach(unit -> expected.add(new Code(UCUM, unit.code())));
        expected.add(new Code(UCUM, "{score}"));
        return expected;
    }

    private Optional<Code> code(Grade grade) {
        return grades.coding(grade).map(coding -> new Code(coding.getSystem(), coding.getCode()));
    }

    /** The order of a grade on its scale. */
    Optional<BigDecimal> order(Code grade) {
        return grades.order(new Grade(ScoreRecipes.nameOf(grade.system()), grade.code()));
    }

    Optional<Value> of(Observation observation, Optional<Grade> grade) {
        if (grade.isPresent()) {
            return grade.flatMap(value -> code(value).map(code -> new Value(code, grades.order(value))));
        }
        return observation.hasValueQuantity() ? quantity(observation) : Optional.empty();
    }

    /**
     * In newton, newton metre or kilopascal; any other quantity, such as a score, in its own unit. A dynamometer's kilograms
     * are kilogram-force, as for a search.
     */
    private Optional<Value> quantity(Observation observation) {
        Quantity quantity = observation.getValueQuantity();
        if (!quantity.hasValue() || !quantity.hasCode() || !UCUM.equals(quantity.getSystem())) {
            return Optional.empty();
        }
        if (quantity.getCode().equals("kg") && strength.isForceReading(observation)) {
            return Optional.of(value(quantity.getValue().multiply(STANDARD_GRAVITY), "N"));
        }
        Pair base = UcumServiceUtil.getCanonicalForm(UCUM, quantity.getValue(), quantity.getCode());
        Unit unit = base == null ? null : UNITS.get(base.getCode());
        return Optional.of(
                unit == null
                        ? value(quantity.getValue(), quantity.getCode())
                        : value(new BigDecimal(base.getValue().asDecimal()).divide(unit.base()), unit.code()));
    }

    private static Value value(BigDecimal amount, String unit) {
        return new Value(
                new Code(UCUM, unit),
                Optional.of(amount).filter(number -> number.abs().compareTo(MOST) < 0));
    }
}
