package org.myotome.query.stats;

import java.util.Optional;
import java.util.stream.Stream;

/** The codes of FHIR R4's CodeSystem {@code observation-statistics}, in its order. */
enum StatisticCode {
    AVERAGE("average", "Average"),
    MAXIMUM("maximum", "Maximum", 1, 1),
    MINIMUM("minimum", "Minimum", 0, 1),
    COUNT("count", "Count"),
    TOTAL_COUNT("total-count", "Total Count"),
    MEDIAN("median", "Median", 1, 2),
    STD_DEV("std-dev", "Standard Deviation"),
    SUM("sum", "Sum"),
    VARIANCE("variance", "Variance"),
    PERCENT_20("20-percent", "20th Percentile", 1, 5),
    PERCENT_80("80-percent", "80th Percentile", 4, 5),
    QUARTILE_LOWER("4-lower", "Lower Quartile", 1, 4),
    QUARTILE_UPPER("4-upper", "Upper Quartile", 3, 4),
    QUARTILE_DEVIATION("4-dev", "Quartile Deviation"),
    QUINTILE_1("5-1", "1st Quintile", 1, 5),
    QUINTILE_2("5-2", "2nd Quintile", 2, 5),
    QUINTILE_3("5-3", "3rd Quintile", 3, 5),
    QUINTILE_4("5-4", "4th Quintile", 4, 5),
    SKEW("skew", "Skew"),
    KURTOSIS("kurtosis", "Kurtosis"),
    REGRESSION("regression", "Regression");

    static final String SYSTEM = "http://terminology.hl7.org/CodeSystem/observation-statistics";

    private final String code;
    private final String display;
    private final int numerator;
    private final int denominator;

    StatisticCode(String code, String display) {
        this(code, display, 0, 0);
    }

    /** One that is found by rank: at this part of all values. */
    StatisticCode(String code, String display, int numerator, int denominator) {
        this.code = code;
        this.display = display;
        this.numerator = numerator;
        this.denominator = denominator;
    }

    static Optional<StatisticCode> of(String code) {
        return Stream.of(values()).filter(one -> one.code.equals(code)).findFirst();
    }

    String code() {
        return code;
    }

    String display() {
        return display;
    }

    /** Whether it is a number of results. */
    boolean isCount() {
        return this == COUNT || this == TOTAL_COUNT;
    }

    /** Whether it needs no more than an order, so that grades have it. */
    boolean isRank() {
        return denominator > 0;
    }

    /**
     * The rank, from 1, of the smallest value that at least this part of all values is not above. With it a quantile is always
     * a value that occurs; nothing is interpolated.
     *
     * @param count of all values, at least 1
     */
    long rank(long count) {
        return Math.max(1, (count * numerator + denominator - 1) / denominator);
    }
}
