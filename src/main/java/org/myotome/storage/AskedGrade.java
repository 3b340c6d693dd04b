package org.myotome.storage;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.myotome.RequestProblem;
import org.myotome.guide.StrengthCodes;
import org.myotome.storage.projection.Code;
import org.myotome.strength.MrcGrade;

/**
 * A value of the search parameter {@code movement-grade}.
 *
 * @param grades those of the MRC scale that are asked for; there may be none
 */
record AskedGrade(Code movement, List<MrcGrade> grades) {

    private static final Pattern VALUE = Pattern.compile("(?:" + Pattern.quote(StrengthCodes.MOVEMENT)
            + "\\|)?([A-Za-z0-9-]+)\\$(eq|ne|gt|ge|lt|le)?(-?\\d{1,9}(?:\\.\\d{1,9})?)");

    /** @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException if it is none */
    static AskedGrade of(String value) {
        Matcher asked = VALUE.matcher(value);
        if (!asked.matches()) {
            throw RequestProblem.invalid("The value \"" + value + "\" of movement-grade is no code of "
                    + StrengthCodes.MOVEMENT + " with a grade order of eq, ne, gt, ge, lt or le, such as "
                    + "elbow-flexion$lt3.");
        }
        String comparator = asked.group(2) == null ? "eq" : asked.group(2);
        BigDecimal order = new BigDecimal(asked.group(3));
        return new AskedGrade(
                new Code(StrengthCodes.MOVEMENT, asked.group(1)),
                Stream.of(MrcGrade.values())
                        .filter(grade -> isSo(grade.order().compareTo(order), comparator))
                        .toList());
    }

    private static boolean isSo(int comparison, String comparator) {
        return switch (comparator) {
            case "ne" -> comparison != 0;
            case "gt" -> comparison > 0;
            case "ge" -> comparison >= 0;
            case "lt" -> comparison < 0;
            case "le" -> comparison <= 0;
            default -> comparison == 0;
        };
    }
}
