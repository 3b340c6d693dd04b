package org.myotome.query.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Who is paired with whom. */
class PairingTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration DAY = Duration.ofHours(24);

    private static Rating at(long rater, int grade, long hour) {
        Instant moment = NOON.plus(Duration.ofHours(hour));
        return new Rating(rater, grade, moment, moment);
    }

    private static List<Pair> pairs(Rating... ratings) {
        return Pairing.of(List.of(ratings), DAY, () -> {});
    }

    @Test
    void theNearestArePairedFirst() {
        Rating early = at(1, 3, 0);
        Rating middle = at(2, 4, 10);
        Rating late = at(1, 5, 12);
        assertThat(pairs(early, middle, late)).containsExactly(new Pair(middle, late));
    }

    @Test
    void ofThreeRatersAtOnceTheFirstTwoAreAPair() {
        Rating first = at(7, 3, 0);
        Rating second = at(3, 4, 0);
        assertThat(pairs(first, second, at(5, 5, 0))).containsExactly(new Pair(first, second));
    }

    @Test
    void ofEqualDistancesTheEarlierIsAPair() {
        Rating first = at(1, 3, 0);
        Rating second = at(2, 4, 5);
        assertThat(pairs(first, second, at(1, 5, 10))).containsExactly(new Pair(first, second));
    }

    @Test
    void oneRaterAgreesWithNobody() {
        assertThat(pairs(at(1, 3, 0), at(1, 3, 1))).isEmpty();
    }

    @Test
    void theWindowIncludesItsEnd() {
        assertThat(pairs(at(1, 3, 0), at(2, 3, 24))).hasSize(1);
        assertThat(pairs(at(1, 3, 0), at(2, 3, 25))).isEmpty();
    }

    @Test
    void aDayIsAsFarAwayAsItCanBe() {
        Instant start = Instant.parse("2026-11-20T00:00:00Z");
        Rating day = new Rating(1, 3, start, start.plus(DAY).minusMillis(1));
        Rating sameDay = new Rating(2, 3, start, start.plus(DAY).minusMillis(1));
        Rating nextDay =
                new Rating(2, 3, start.plus(DAY), start.plus(DAY).plus(DAY).minusMillis(1));
        assertThat(pairs(day, sameDay)).hasSize(1);
        assertThat(pairs(day, nextDay)).isEmpty();
        assertThat(pairs(day, at(2, 3, 0))).hasSize(1);
    }

    @Test
    void itCanBeGivenUp() {
        assertThatThrownBy(() -> Pairing.of(List.of(at(1, 1, 0), at(2, 1, 0)), DAY, () -> {
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");
    }

    /** Against a list of all possible pairs, sorted. */
    @RepeatedTest(200)
    void isWhatSortingAllPairsFinds(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Rating> ratings = new ArrayList<>();
        for (int i = random.nextInt(30); i > 0; i--) {
            Instant start = NOON.plus(Duration.ofHours(random.nextInt(60)));
            ratings.add(new Rating(
                    random.nextInt(4),
                    ratings.size(),
                    start,
                    start.plus(Duration.ofHours(random.nextInt(4) == 0 ? random.nextInt(20) : 0))));
        }
        ratings.sort(Comparator.comparing(Rating::start));
        record Possible(long apart, int first, int second) {}
        List<Possible> possible = new ArrayList<>();
        for (int i = 0; i < ratings.size(); i++) {
            for (int j = i + 1; j < ratings.size(); j++) {
                long last = Math.max(
                        ratings.get(i).end().toEpochMilli(),
                        ratings.get(j).end().toEpochMilli());
                long apart = last - ratings.get(i).start().toEpochMilli();
                if (ratings.get(i).rater() != ratings.get(j).rater() && apart <= DAY.toMillis()) {
                    possible.add(new Possible(apart, i, j));
                }
            }
        }
        possible.sort(Comparator.comparingLong(Possible::apart)
                .thenComparingInt(Possible::first)
                .thenComparingInt(Possible::second));
        Set<Integer> used = new HashSet<>();
        List<Pair> expected = new ArrayList<>();
        for (Possible pair : possible) {
            if (!used.contains(pair.first()) && !used.contains(pair.second())) {
                used.add(pair.first());
                used.add(pair.second());
                expected.add(new Pair(ratings.get(pair.first()), ratings.get(pair.second())));
            }
        }
        assertThat(Pairing.of(ratings, DAY, () -> {})).isEqualTo(expected);
    }
}
