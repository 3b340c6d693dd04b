package org.myotome.query.agreement;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Pairs the ratings of one movement of one patient: the two of different raters that are nearest in time first, then the
 * nearest of what is left. Each is in one pair at most, so that no grade counts twice.
 */
final class Pairing {

    private final List<Rating> ratings;
    private final long within;
    private final Runnable check;
    private final boolean[] taken;

    /** The best partner that a rating has among later ones. */
    private record Candidate(long distance, int first, int second) {}

    private Pairing(List<Rating> ratings, Duration within, Runnable check) {
        this.ratings = ratings;
        this.within = within.toMillis();
        this.check = check;
        this.taken = new boolean[ratings.size()];
    }

    /**
     * @param ratings of one patient, movement, side and scale, the earliest first; the order decides between equal distances
     * @param within how far apart two may be at most; as a partial date may be any moment of its day, month or year, what
     *     counts is the farthest that they can have been apart
     * @param check is called again and again and may throw, to give up
     */
    static List<Pair> of(List<Rating> ratings, Duration within, Runnable check) {
        return new Pairing(ratings, within, check).pairs();
    }

    private List<Pair> pairs() {
        // A rating waits with its best partner only: all partners of all would be too many where somebody stored
        // thousands.
        PriorityQueue<Candidate> waiting = new PriorityQueue<>(Comparator.comparingLong(Candidate::distance)
                .thenComparingInt(Candidate::first)
                .thenComparingInt(Candidate::second));
        for (int i = 0; i < ratings.size(); i++) {
            best(i).ifPresent(waiting::add);
        }
        List<Pair> pairs = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Candidate nearest = waiting.remove();
            if (taken[nearest.first()]) {
                continue;
            }
            if (taken[nearest.second()]) {
                best(nearest.first()).ifPresent(waiting::add);
                continue;
            }
            taken[nearest.first()] = true;
            taken[nearest.second()] = true;
            pairs.add(new Pair(ratings.get(nearest.first()), ratings.get(nearest.second())));
        }
        return pairs;
    }

    private Optional<Candidate> best(int first) {
        check.run();
        Rating one = ratings.get(first);
        Optional<Candidate> best = Optional.empty();
        for (int second = first + 1; second < ratings.size(); second++) {
            Rating other = ratings.get(second);
            if (millis(one.start(), other.start()) > within) {
                break;
            }
            long distance = distance(one, other);
            if (!taken[second]
                    && one.rater() != other.rater()
                    && distance <= within
                    && (best.isEmpty() || distance < best.get().distance())) {
                best = Optional.of(new Candidate(distance, first, second));
            }
        }
        return best;
    }

    private static long distance(Rating one, Rating other) {
        Instant start = one.start().isBefore(other.start()) ? one.start() : other.start();
        Instant end = one.end().isAfter(other.end()) ? one.end() : other.end();
        return millis(start, end);
    }

    private static long millis(Instant from, Instant to) {
        return to.toEpochMilli() - from.toEpochMilli();
    }
}
