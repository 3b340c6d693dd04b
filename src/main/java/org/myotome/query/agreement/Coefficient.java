package org.myotome.query.agreement;

/**
 * A chance-corrected coefficient of agreement of two raters, from their table of counts. The variances are those of large
 * samples of independent pairs.
 */
enum Coefficient {
    /**
     * Cohen's weighted kappa (Cohen 1968, Psychol Bull 70:213-220); variance after Fleiss, Cohen and Everitt 1969 (Psychol Bull
     * 72:323-327).
     */
    KAPPA("Normal interval; variance of Fleiss, Cohen and Everitt 1969") {
        @Override
        Estimate of(double[][] counts, double[][] weights) {
            Shares shares = new Shares(counts, weights);
            int size = counts.length;
            double[] ofFirst = new double[size];
            double[] ofSecond = new double[size];
            double expected = 0;
            for (int k = 0; k < size; k++) {
                for (int l = 0; l < size; l++) {
                    ofFirst[k] += weights[k][l] * shares.second[l];
                    ofSecond[l] += weights[k][l] * shares.first[k];
                    expected += weights[k][l] * shares.first[k] * shares.second[l];
                }
            }
            return shares.estimate(expected, (k, l) -> ofFirst[k] + ofSecond[l]);
        }
    },
    /**
     * Gwet's AC1 with identity weights, else AC2 (Gwet 2008, Br J Math Stat Psychol 61:29-48; Gwet 2014, Handbook of Inter-Rater
     * Reliability, 4th edition, and its package irrCAC). It depends on the number of categories, used or not.
     */
    AC("Normal interval; variance of Gwet 2008 and 2014") {
        @Override
        Estimate of(double[][] counts, double[][] weights) {
            Shares shares = new Shares(counts, weights);
            int size = counts.length;
            double sum = 0;
            double spread = 0;
            for (int k = 0; k < size; k++) {
                spread += shares.mean(k) * (1 - shares.mean(k));
                for (int l = 0; l < size; l++) {
                    sum += weights[k][l];
                }
            }
            double factor = sum / (size * (size - 1.0));
            return shares.estimate(factor * spread, (k, l) -> 2 * factor * (1 - (shares.mean(k) + shares.mean(l)) / 2));
        }
    };

    private final String method;

    Coefficient(String method) {
        this.method = method;
    }

    /** What its interval is and where its variance is from. */
    String method() {
        return method;
    }

    /** What is nearer to 1 than this is 1 but for the rounding of the computer. */
    private static final double ROUNDING = 1e-12;

    /**
     * @param counts of pairs, by the category of the first rater and that of the second
     * @param weights from 0 to 1, 1 on the diagonal, symmetric
     */
    abstract Estimate of(double[][] counts, double[][] weights);

    /** By how much the agreement that is expected by chance grows with the share of a cell. */
    private interface Slope {

        double of(int first, int second);
    }

    /** The table as shares of all pairs. */
    private static final class Shares {

        private final double[][] counts;
        private final double[][] weights;
        private final double[] first;
        private final double[] second;
        private double pairs;
        private double observed;

        Shares(double[][] counts, double[][] weights) {
            this.counts = counts;
            this.weights = weights;
            first = new double[counts.length];
            second = new double[counts.length];
            for (double[] row : counts) {
                for (double count : row) {
                    pairs += count;
                }
            }
            for (int k = 0; k < counts.length; k++) {
                for (int l = 0; l < counts.length; l++) {
                    double share = counts[k][l] / pairs;
                    first[k] += share;
                    second[l] += share;
                    observed += weights[k][l] * share;
                }
            }
        }

        double mean(int category) {
            return (first[category] + second[category]) / 2;
        }

        /** The variance by linearization, which has the same form for both coefficients. */
        Estimate estimate(double expected, Slope slope) {
            if (expected > 1 - ROUNDING) {
                return new Estimate(observed, expected, Double.NaN, Double.NaN);
            }
            double value = (observed - expected) / (1 - expected);
            double squares = 0;
            for (int k = 0; k < counts.length; k++) {
                for (int l = 0; l < counts.length; l++) {
                    double part = weights[k][l] - (1 - value) * slope.of(k, l);
                    squares += counts[k][l] / pairs * part * part;
                }
            }
            double mean = observed - 2 * (1 - value) * expected;
            double variance = (squares - mean * mean) / (pairs * (1 - expected) * (1 - expected));
            return new Estimate(observed, expected, value, Math.sqrt(Math.max(0, variance)));
        }
    }
}
