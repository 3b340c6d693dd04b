package org.myotome.query.trend;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;
import org.myotome.storage.projection.StrengthResult;
import org.myotome.strength.Grade;
import org.myotome.strength.MrcGrade;

/** What a value is compared by. */
final class Levels {

    private static final String MRC = "mrc-muscle-grade";

    private Levels() {}

    /**
     * The class of a grade, the points of a score or an amount. The class of an MRC grade is the grade of the memorandum: 4
     * for 4-minus, 4 and 4-plus, which differ by less than a grade. A star of ISNCSCI changes nothing.
     *
     * @return empty where there is nothing to compare: no value, or NT
     */
    static Optional<BigDecimal> of(StrengthResult result) {
        Optional<Grade> grade = result.grade();
        if (grade.filter(one -> one.scale().equals(MRC)).isPresent()) {
            return MrcGrade.ofCode(grade.get().code())
                    .map(one -> BigDecimal.valueOf(one.memorandumGrade().points()));
        }
        OptionalDouble amount = result.amount();
        return amount.isPresent() ? Optional.of(BigDecimal.valueOf(amount.getAsDouble())) : Optional.empty();
    }
}
