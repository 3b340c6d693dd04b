package org.myotome.query.agreement;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * 95 % percentile intervals from drawing whole patients with replacement: the pairs of one patient are not
 * independent of each other, which the large-sample variances take for granted. The same pairs give the same intervals.
 */
final class PatientBootstrap {

    /** With 999 the limits are the 25th and the 975th. */
    static final int REPLICATES = 999;

    /** With fewer patients the draws are too much alike, and the intervals too narrow. */
    static final int LEAST_PATIENTS = 10;

    private static final long SEED = 19690701;
    private static final double TAIL = 0.025;

    /** What there is to be estimated from a table of counts. */
    interface Statistic {

        /** Not a number where it is undefined. */
        double of(double[][] counts);
    }

    /** @param undefined of the replicates had no value, and are left out */
    record Interval(double low, double high, int undefined) {}

    private final List<int[]> patients;
    private final int categories;

    /**
     * @param patients the cells of each patient's pairs
     * @param categories of the table
     */
    PatientBootstrap(List<int[]> patients, int categories) {
        this.patients = patients;
        this.categories = categories;
    }

    /**
     * An interval for each statistic, all from the same draws; empty if there are too few patients, or if the statistic is
     * undefined in more than one of twenty draws.
     *
     * @param check is called for each draw and may throw, to give up
     */
    List<Optional<Interval>> intervals(List<Statistic> statistics, Runnable check) {
        if (patients.size() < LEAST_PATIENTS) {
            return statistics.stream().map(any -> Optional.<Interval>empty()).toList();
        }
        double[][] values = new double[statistics.size()][REPLICATES];
        SplittableRandom random = new SplittableRandom(SEED);
        for (int replicate = 0; replicate < REPLICATES; replicate++) {
            check.run();
            double[][] drawn = draw(random);
            for (int i = 0; i < values.length; i++) {
                values[i][replicate] = statistics.get(i).of(drawn);
            }
        }
        return Arrays.stream(values).map(PatientBootstrap::interval).toList();
    }

    private double[][] draw(SplittableRandom random) {
        double[][] counts = new double[categories][categories];
        for (int i = 0; i < patients.size(); i++) {
            for (int cell : patients.get(random.nextInt(patients.size()))) {
                counts[cell / categories][cell % categories]++;
            }
        }
        return counts;
    }

    private static Optional<Interval> interval(double[] values) {
        double[] defined = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        int undefined = values.length - defined.length;
        if (undefined * 20 > values.length) {
            return Optional.empty();
        }
        int low = (int) Math.floor((defined.length + 1) * TAIL);
        int high = (int) Math.ceil((defined.length + 1) * (1 - TAIL));
        return Optional.of(new Interval(defined[low - 1], defined[high - 1], undefined));
    }
}
