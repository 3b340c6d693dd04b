package org.myotome.strength;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MrcSumScoreTest {

    @Test
    void everyNumberOfPointsUpToSixtyIsAScore() {
        assertThat(IntStream.rangeClosed(0, 60).mapToObj(MrcSumScore::new).map(MrcSumScore::points))
                .hasSize(61);
    }

    @Test
    void scoreOutsideItsRangeCannotBeMade() {
        assertThatThrownBy(() -> new MrcSumScore(61)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MrcSumScore(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
