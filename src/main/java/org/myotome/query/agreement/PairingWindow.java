package org.myotome.query.agreement;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.myotome.query.OperationInput;

/** How far apart two grades may be to be a pair, as it can be asked for. */
final class PairingWindow {

    static final Duration USUAL = Duration.ofHours(24);
    static final Duration LONGEST = Duration.ofDays(30);

    private static final String ALLOWED =
            "an ISO 8601 duration such as PT48H or P7D, or a number with a UCUM unit of s, min, h, "
                    + "d or wk such as 48h, of more than nothing and at most 30 days";
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,7}(?:\\.\\d{1,3})?) ?(s|min|h|d|wk)");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1),
            "min", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1),
            "wk", Duration.ofDays(7));

    private PairingWindow() {}

    /** From parameter {@code within}. */
    static Duration of(OperationInput input) {
        return input.one("within")
                .map(value -> OperationInput.parse("within", value, ALLOWED, PairingWindow::parse))
                .orElse(USUAL);
    }

    private static Duration parse(String text) {
        Matcher quantity = NUMBER_AND_UNIT.matcher(text);
        Duration window = quantity.matches()
                ? Duration.ofMillis(new BigDecimal(quantity.group(1))
                        .multiply(
                                BigDecimal.valueOf(UNITS.get(quantity.group(2)).toMillis()))
                        .longValue())
                : Duration.parse(text);
        if (window.isNegative() || window.isZero() || window.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException();
        }
        return window;
    }
}
