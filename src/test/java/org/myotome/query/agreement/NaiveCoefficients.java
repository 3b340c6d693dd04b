package org.myotome.query.agreement;

import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Kappa and standard errors in another way than {@link Coefficient}; for the tests alone. */
final class NaiveCoefficients {

    private NaiveCoefficients() {}

    private static double disagreement(int one, int other, int size, Weighting weighting) {
        double apart = Math.abs(one - other);
        return switch (weighting) {
            case IDENTITY -> one == other ? 0 : 1;
            case LINEAR -> apart / (size - 1);
            case QUADRATIC -> Math.pow(apart / (size - 1), 2);
        };
    }

    /** By the disagreements of single pairs, and of each first grade with each second. */
    static double kappa(int[] first, int[] second, int size, Weighting weighting) {
        double observed = 0;
        double expected = 0;
        for (int i = 0; i < first.length; i++) {
            observed += disagreement(first[i], second[i], size, weighting) / first.length;
            for (int other : second) {
                expected += disagreement(first[i], other, size, weighting) / first.length / first.length;
            }
        }
        return 1 - observed / expected;
    }

    /** The delta method: the coefficient's slope in each cell, by trying. */
    static double error(Coefficient coefficient, double[][] counts, Weighting weighting) {
        double step = 1e-4;
        double mean = 0;
        double squares = 0;
        double[][] weights = CoefficientTest.scale(counts.length).weights(weighting);
        double pairs = Stream.of(counts).flatMapToDouble(DoubleStream::of).sum();
        for (double[] row : counts) {
            for (int l = 0; l < row.length; l++) {
                double kept = row[l];
                row[l] = kept + step;
                double more = coefficient.of(counts, weights).value();
                row[l] = kept - step;
                double less = coefficient.of(counts, weights).value();
                row[l] = kept;
                double slope = (more - less) / (2 * step) * pairs;
                mean += kept / pairs * slope;
                squares += kept / pairs * slope * slope;
            }
        }
        return Math.sqrt(Math.max(0, (squares - mean * mean) / pairs));
    }
}
