package org.myotome.query.trend;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import org.myotome.storage.projection.StrengthResult;

/**
 * One result is less, or more, than an earlier one of the same series.
 *
 * @param size positive: whole grades, points, or the unit of the series
 * @param percent of the earlier amount, positive, to one decimal; for forces alone, and only if there was a force
 * @param counts whether it is large enough to be a loss or a gain: a full grade, a point, the percentage asked for
 * @param interrupted whether results between the two could not be compared
 */
record Change(
        StrengthResult from,
        StrengthResult to,
        Direction direction,
        BigDecimal size,
        Optional<BigDecimal> percent,
        boolean counts,
        boolean interrupted) {

    enum Direction {
        LOSS,
        GAIN
    }

    private static final BigDecimal DAY = BigDecimal.valueOf(Duration.ofDays(1).toMillis());
    private static final BigDecimal MONTH = BigDecimal.valueOf(30);
    private static final int DECIMALS = 2;

    private BigDecimal milliseconds() {
        return BigDecimal.valueOf(Duration.between(from.start(), to.start()).toMillis());
    }

    /** From start to start, to two decimals. */
    BigDecimal days() {
        return milliseconds().divide(DAY, DECIMALS, RoundingMode.HALF_EVEN);
    }

    /** The size per 30 days, as if it had gone evenly, to two decimals; no forecast. */
    BigDecimal rate() {
        return size.multiply(MONTH).multiply(DAY).divide(milliseconds(), DECIMALS, RoundingMode.HALF_EVEN);
    }
}
