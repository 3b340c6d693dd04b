package org.myotome.intake.csv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = 1_000_000_000L;

    private long now;

    @Test
    void onceASecondAtFirstAndSeldomLater() {
        Pace pace = new Pace(() -> now);
        int due = 0;
        int firstMinute = 0;
        for (int second = 0; second < 3600; second++) {
            now = second * SECOND;
            due += pace.isDue() ? 1 : 0;
            firstMinute = second == 60 ? due : firstMinute;
        }
        assertThat(firstMinute).isEqualTo(60);
        assertThat(due).isBetween(300, 520);
    }
}
