package org.myotome.query.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.myotome.query.agreement.PatientBootstrap.Interval;

/** Intervals from drawing patients. Cell 0 and cell 3 of two categories are agreements. */
class PatientBootstrapTest {

    private static double agreement(double[][] counts) {
        double same = counts[0][0] + counts[1][1];
        return same / (same + counts[0][1] + counts[1][0]);
    }

    private static Optional<Interval> interval(List<int[]> patients) {
        return new PatientBootstrap(patients, 2)
                .intervals(List.of(PatientBootstrapTest::agreement), () -> {})
                .get(0);
    }

    private static List<int[]> random(int patients, int pairsOfEach) {
        Random random = new Random(4);
        List<int[]> cells = new ArrayList<>();
        for (int i = 0; i < patients; i++) {
            int cell = random.nextInt(4);
            cells.add(Collections.nCopies(pairsOfEach, cell).stream()
                    .mapToInt(Integer::intValue)
                    .toArray());
        }
        return cells;
    }

    @Test
    void withOnePairOfEachPatientItIsNearTheNormalInterval() {
        List<int[]> patients = random(400, 1);
        double share = patients.stream().filter(cells -> cells[0] % 3 == 0).count() / 400.0;
        double error = Math.sqrt(share * (1 - share) / 400);
        Interval interval = interval(patients).orElseThrow();
        assertThat(interval.low()).isCloseTo(share - 1.96 * error, within(0.01));
        assertThat(interval.high()).isCloseTo(share + 1.96 * error, within(0.01));
    }

    @Test
    void manyEqualPairsOfAPatientMakeItNoNarrower() {
        assertThat(interval(random(40, 10))).isEqualTo(interval(random(40, 1)));
    }

    @Test
    void fewPatientsHaveNone() {
        assertThat(interval(random(9, 50))).isEmpty();
        assertThat(interval(random(10, 1))).isPresent();
    }

    @Test
    void aStatisticThatIsOftenUndefinedHasNone() {
        List<int[]> patients = new ArrayList<>(Collections.nCopies(19, new int[] {0}));
        patients.add(new int[] {3});
        // The one patient who differs is missing from one draw in three.
        assertThat(new PatientBootstrap(patients, 2)
                        .intervals(
                                List.of(counts -> Coefficient.KAPPA
                                        .of(counts, new double[][] {{1, 0}, {0, 1}})
                                        .value()),
                                () -> {})
                        .get(0))
                .isEmpty();
    }
}
