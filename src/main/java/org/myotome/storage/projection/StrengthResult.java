package org.myotome.storage.projection;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.myotome.guide.ScoreRecipes;
import org.myotome.strength.Grade;
import org.myotome.strength.Side;

/**
 * One stored grade, score or force, or an exam, as its current version says it. Resources are the numbers of their rows:
 * {@link StrengthResults#references} says what they are called.
 *
 * @param row of the Observation
 * @param item what was tested or measured: a movement, a key muscle, a score, the grip of a hand, an exam
 * @param value the code of a grade, or the unit of a quantity: N for a force, N.m for a torque, {@code {score}} for a score;
 *     empty if there is no value
 * @param amount the order of a grade, which only sorts; the points of a score; a quantity in the unit {@code value}
 * @param absentReason why there is no value
 * @param start when it was observed; where a partial date (in UTC) or a period begins
 * @param end the last millisecond of a partial date or a period; the start at an instant
 * @param exam the panel that has it as a member
 * @param performer who tested, if that is one person
 * @param method the code of the scale or technique in CodeSystem {@code strength-method}
 */
public record StrengthResult(
        long row,
        int version,
        long patient,
        Code item,
        Side side,
        Standing standing,
        Optional<Code> value,
        OptionalDouble amount,
        Optional<Code> absentReason,
        Instant start,
        Instant end,
        OptionalLong exam,
        OptionalLong performer,
        Optional<String> method) {

    /** The grade on its scale; empty for a quantity and where there is no value. */
    public Optional<Grade> grade() {
        return value.filter(code -> !code.system().equals(StrengthValues.UCUM))
                .map(code -> new Grade(ScoreRecipes.nameOf(code.system()), code.code()));
    }

    /** The unit of a quantity (UCUM). */
    public Optional<String> unit() {
        return value.filter(code -> code.system().equals(StrengthValues.UCUM)).map(Code::code);
    }
}
