package org.myotome.query.lastn;

import java.util.List;
import java.util.Set;
import org.myotome.guide.StrengthCodes;
import org.myotome.query.AskedTime;
import org.myotome.storage.projection.Code;
import org.myotome.storage.projection.StrengthResult;
import org.myotome.strength.Side;

/**
 * What is asked for. An empty set of items, sides or methods stands for all of them.
 *
 * @param patients their rows, in the order of the answer
 * @param methods codes of CodeSystem {@code strength-method}
 * @param most how many results of each movement and side, at least 1
 * @param count how many results there may be on a page, at least 1
 */
record AskedLast(
        List<Long> patients,
        Set<Code> items,
        Set<Side> sides,
        Set<String> methods,
        AskedTime time,
        AskedStatus status,
        int most,
        int count,
        Position position) {

    /** A panel has no value; it is found only by who asks for it. */
    private static final Code EXAM = new Code(StrengthCodes.MEASURE, "strength-exam");

    /** Whether a result may be among the latest, as far as its row says; {@code status} may say more. */
    boolean takes(StrengthResult result) {
        return (items.isEmpty() ? !result.item().equals(EXAM) : items.contains(result.item()))
                && (sides.isEmpty() || sides.contains(result.side()))
                && (methods.isEmpty()
                        || result.method().filter(methods::contains).isPresent())
                && time.from().filter(result.start()::isBefore).isEmpty()
                && time.before()
                        .filter(before -> !result.start().isBefore(before))
                        .isEmpty()
                && status.standings().contains(result.standing());
    }
}
