package org.myotome.query.trend;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The series of one patient.
 *
 * @param patient the row
 */
record PatientTrend(long patient, List<Series> series) {

    PatientTrend {
        series = List.copyOf(series);
    }

    /** Everything that an answer about it refers to. */
    Set<Long> rows() {
        return series.stream()
                .flatMap(one -> one.points().stream())
                .flatMapToLong(point -> LongStream.concat(LongStream.of(point.row(), patient), point.exam().stream()))
                .boxed()
                .collect(Collectors.toSet());
    }
}
