package org.myotome.query.lastn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.myotome.storage.projection.Code;
import org.myotome.storage.projection.Standing;
import org.myotome.storage.projection.StrengthResult;
import org.myotome.strength.Side;

class LastResultsTest {

    private static final List<String> ITEMS = List.of("elbow-flexion", "knee-extension", "neck-flexion");

    private static StrengthResult result(long row, String item, Side side, long start) {
        return new StrengthResult(
                row,
                1,
                1,
                new Code("https://w3id.org/myotome/CodeSystem/tested-movement", item),
                side,
                Standing.FINAL,
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Instant.ofEpochMilli(start),
                Instant.ofEpochMilli(start),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty());
    }

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    /** By counting: a result is chosen if fewer than {@code most} of its movement and side are newer. */
    @ParameterizedTest
    @MethodSource("seeds")
    void choosesWhatCountingChooses(long seed) {
        Random random = new Random(seed);
        List<StrengthResult> results = new ArrayList<>();
        for (int row = 0; row < random.nextInt(40); row++) {
            results.add(result(
                    row, ITEMS.get(random.nextInt(ITEMS.size())), Side.values()[random.nextInt(3)], random.nextInt(8)));
        }
        int most = 1 + random.nextInt(4);
        List<StrengthResult> expected = results.stream()
                .filter(one -> results.stream()
                                .filter(other -> other.item().equals(one.item()) && other.side() == one.side())
                                .filter(other -> other.start().isAfter(one.start()))
                                .count()
                        < most)
                .toList();
        List<StrengthResult> chosen = LastResults.of(results, most);
        assertThat(chosen).containsExactlyInAnyOrderElementsOf(expected);
        for (int i = 1; i < chosen.size(); i++) {
            assertThat(chosen.get(i).start())
                    .isBeforeOrEqualTo(chosen.get(i - 1).start());
        }
    }

    /** The example of FHIR R4: 4 instead of 3, if the third and the fourth have the same time. */
    @Test
    void returnsAllThatShareTheMomentOfTheLast() {
        List<StrengthResult> results = List.of(
                result(1, "elbow-flexion", Side.LEFT, 10),
                result(2, "elbow-flexion", Side.LEFT, 20),
                result(3, "elbow-flexion", Side.LEFT, 20),
                result(4, "elbow-flexion", Side.LEFT, 30),
                result(5, "elbow-flexion", Side.LEFT, 40));
        assertThat(LastResults.of(results, 3)).extracting(StrengthResult::row).containsExactly(5L, 4L, 3L, 2L);
    }

    @Test
    void positionComesBackAsItWasGivenOut() {
        StrengthResult shown = result(7, "elbow-flexion", Side.LEFT, -5);
        Position position = Position.of(Position.after(3, shown).text());
        assertThat(position).isEqualTo(new Position(3, -5, 7));
        assertThat(position.isBefore(3, shown)).isFalse();
        assertThat(position.isBefore(3, result(6, "elbow-flexion", Side.LEFT, -5)))
                .isTrue();
        assertThat(position.isBefore(3, result(8, "elbow-flexion", Side.LEFT, -5)))
                .isFalse();
        assertThat(position.isBefore(3, result(8, "elbow-flexion", Side.LEFT, -6)))
                .isTrue();
        assertThat(position.isBefore(4, shown)).isTrue();
        assertThat(position.isBefore(2, shown)).isFalse();
        assertThat(Position.FIRST.isBefore(0, shown)).isTrue();
    }
}
