package org.myotome.query.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.strength.Grade;

/** Examples that others have printed, to the digits that they printed; and random tables, computed another way. */
class CoefficientTest {

    /** The data of irrCAC (Gwet), inst/extdata/cont3x3abstractors.csv. */
    private static final double[][] ABSTRACTORS = {{13, 0, 0}, {0, 20, 7}, {0, 4, 56}};

    /** The data of irrCAC (Gwet), inst/extdata/cont4x4diagnosis.csv. */
    private static final double[][] DIAGNOSIS = {{40, 6, 4, 15}, {4, 25, 1, 5}, {4, 2, 21, 9}, {17, 13, 12, 45}};

    /** Of the output of SAS that statsmodels has in its test_inter_rater.py. */
    private static final double[][] SAS = {{0, 4, 1}, {0, 8, 0}, {0, 1, 5}};

    static RankedScale scale(int size) {
        List<Integer> ranks = IntStream.range(0, size).boxed().toList();
        return new RankedScale(
                "urn:x", ranks.stream().map(rank -> new Grade("x", "" + rank)).toList(), ranks);
    }

    private static Estimate estimate(String table, Coefficient coefficient, Weighting weighting) {
        double[][] counts = switch (table) {
            case "abstractors" -> ABSTRACTORS;
            case "diagnosis" -> DIAGNOSIS;
            default -> SAS;
        };
        return coefficient.of(counts, scale(counts.length).weights(weighting));
    }

    /** irrCAC's vignettes overview and weighting; the diagnosis from the tests of its port to Python (afergadis/irrCAC). */
    @ParameterizedTest
    @CsvSource({
        "abstractors, KAPPA, IDENTITY, 0.7964094, 0.05891072",
        "abstractors, KAPPA, QUADRATIC, 0.8921569, 0.03535151",
        "abstractors, AC, IDENTITY, 0.8493305, 0.04321747",
        "abstractors, AC, QUADRATIC, 0.9402369, 0.01792019",
        "diagnosis, KAPPA, IDENTITY, 0.432, 0.046",
        "diagnosis, KAPPA, LINEAR, 0.407, 0.053",
        "diagnosis, KAPPA, QUADRATIC, 0.383, 0.066",
        "diagnosis, AC, IDENTITY, 0.456, 0.043",
        "diagnosis, AC, LINEAR, 0.377, 0.056",
        "diagnosis, AC, QUADRATIC, 0.299, 0.075",
        "sas, KAPPA, IDENTITY, 0.4842, 0.1380",
        "sas, KAPPA, LINEAR, 0.4701, 0.1457"
    })
    void isAsPrinted(String table, Coefficient coefficient, Weighting weighting, String value, String standardError) {
        Estimate estimate = estimate(table, coefficient, weighting);
        assertPrinted(estimate.value(), value);
        assertPrinted(estimate.standardError(), standardError);
    }

    /** The limits that SAS prints are normal ones, as here. irrCAC's are of Student's t, and a little wider. */
    @ParameterizedTest
    @CsvSource({"IDENTITY, 0.2137, 0.7547", "LINEAR, 0.1845, 0.7558"})
    void limitsAreAsSasPrintsThem(Weighting weighting, String low, String high) {
        Estimate estimate = estimate("sas", Coefficient.KAPPA, weighting);
        assertPrinted(estimate.low(), low);
        assertPrinted(estimate.high(), high);
    }

    /** Cohen 1968, as R's psych cites it in the help of cohen.kappa: 0.492, and 0.348 with these disagreements. */
    @Test
    void isAsCohenPrintedIt() {
        double[][] counts = {{88, 14, 18}, {10, 40, 10}, {2, 6, 12}};
        double[][] disagreements = {{0, 1, 3}, {1, 0, 6}, {3, 6, 0}};
        double[][] weights = IntStream.range(0, 3)
                .mapToObj(k -> IntStream.range(0, 3)
                        .mapToDouble(l -> 1 - disagreements[k][l] / 6)
                        .toArray())
                .toArray(double[][]::new);
        assertPrinted(
                Coefficient.KAPPA
                        .of(counts, scale(3).weights(Weighting.IDENTITY))
                        .value(),
                "0.492");
        assertPrinted(Coefficient.KAPPA.of(counts, weights).value(), "0.348");
    }

    /** The data anxiety of R's irr, raters 2 and 3, whose grades are 1, 2, 3, 4 and 6; kappa2 as statsmodels' tests have it. */
    @ParameterizedTest
    @CsvSource({"IDENTITY, -0.006289308", "LINEAR, 0.1459075", "QUADRATIC, 0.2520325"})
    void isAsIrrPrintsIt(Weighting weighting, String value) {
        int[] second = {3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4};
        int[] third = {2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2};
        double[][] counts = new double[5][5];
        for (int i = 0; i < second.length; i++) {
            counts[Math.min(second[i], 5) - 1][Math.min(third[i], 5) - 1]++;
        }
        assertPrinted(Coefficient.KAPPA.of(counts, scale(5).weights(weighting)).value(), value);
    }

    private static void assertPrinted(double value, String printed) {
        int places = printed.length() - printed.indexOf('.') - 1;
        assertThat(value).isCloseTo(Double.parseDouble(printed), within(0.5000001 * Math.pow(10, -places)));
    }

    @Test
    void kappaOfOneCategoryIsUndefinedAndAcIsNot() {
        double[][] counts = {{0, 0, 0}, {0, 20, 0}, {0, 0, 0}};
        for (Weighting weighting : Weighting.values()) {
            assertThat(Coefficient.KAPPA.of(counts, scale(3).weights(weighting)).isDefined())
                    .isFalse();
            assertThat(Coefficient.AC.of(counts, scale(3).weights(weighting)).value())
                    .isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void gradesOfEqualOrderAreNoDistanceApart() {
        RankedScale scale = new RankedScale(
                "urn:x", List.of(new Grade("x", "3"), new Grade("x", "3-star"), new Grade("x", "4")), List.of(0, 0, 1));
        assertThat(scale.weights(Weighting.QUADRATIC)[0]).containsExactly(1, 1, 0);
        assertThat(scale.weights(Weighting.LINEAR)[2]).containsExactly(0, 0, 1);
        assertThat(scale.weights(Weighting.IDENTITY)[0]).containsExactly(1, 0, 0);
    }

    /** Kappa from single pairs by disagreements, its variance and that of AC by numeric differentiation. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void isWhatAnotherComputationFinds(long seed) {
        Random random = new Random(seed);
        int size = 2 + random.nextInt(7);
        int pairs = 20 + random.nextInt(200);
        double[][] counts = new double[size][size];
        int[] first = new int[pairs];
        int[] second = new int[pairs];
        for (int i = 0; i < pairs; i++) {
            first[i] = random.nextInt(size);
            second[i] = random.nextBoolean() ? first[i] : random.nextInt(size);
            counts[first[i]][second[i]]++;
        }
        for (Weighting weighting : Weighting.values()) {
            assertThat(Coefficient.KAPPA
                            .of(counts, scale(size).weights(weighting))
                            .value())
                    .isCloseTo(NaiveCoefficients.kappa(first, second, size, weighting), within(1e-9));
            for (Coefficient coefficient : Coefficient.values()) {
                assertThat(coefficient
                                .of(counts, scale(size).weights(weighting))
                                .standardError())
                        .isCloseTo(NaiveCoefficients.error(coefficient, counts, weighting), within(1e-5));
            }
        }
    }
}
