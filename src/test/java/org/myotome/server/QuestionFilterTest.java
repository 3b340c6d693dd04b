package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a client waits, as RFC 7240 writes it. */
class QuestionFilterTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "wait=0, 0",
        "wait=10, 10",
        "WAIT = 10, 10",
        "'wait=\"10\"', 10",
        "'return=minimal, wait=10', 10",
        "'wait=10; foo=bar, handling=strict', 10",
        "'wait=10, wait=2', 10",
        "wait=29, 29",
        "wait=31, 30",
        "wait=999999999, 30",
        "wait=9999999999999999999999, 30",
        "wait=-1, 30",
        "wait=1.5, 30",
        "wait=soon, 30",
        "await=3, 30",
        "return=minimal, 30",
    })
    void clientMayWaitForLessThanThirtySeconds(String prefer, int seconds) {
        assertThat(QuestionFilter.allowed(List.of(prefer))).hasSeconds(seconds);
    }

    @Test
    void firstHeaderWithWaitCounts() {
        assertThat(QuestionFilter.allowed(List.of("return=minimal", "wait=4", "wait=2")))
                .hasSeconds(4);
        assertThat(QuestionFilter.allowed(List.of())).hasSeconds(30);
    }
}
