package org.myotome.storage.projection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.Observation;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** Compares the projection with the resources, one range of their rows after the other, in the running transaction. */
final class Comparison {

    private static final String RANGE = " between ? and ?";
    private static final String TARGETS =
            "select SRC_RESOURCE_ID, SRC_PATH, TARGET_RESOURCE_TYPE, TARGET_RESOURCE_ID from HFJ_RES_LINK"
                    + " where TARGET_RESOURCE_ID is not null and SRC_RESOURCE_ID" + RANGE;
    private static final String ROWS = "select " + ProjectionTables.columns() + ", " + Exams.FIRST + " as DUE from "
            + ProjectionTables.STRENGTH + " where RES_ID" + RANGE;

    private final JdbcTemplate jdbc;
    private final StoredObservations observations;
    private final Projector projector;

    Comparison(DataSource database, StoredObservations observations, Projector projector) {
        this.jdbc = new JdbcTemplate(database);
        this.observations = observations;
        this.projector = projector;
    }

    /** @param due the exam that it should name */
    private record Stored(StrengthRow row, @Nullable Long due) {}

    /** @param resources the rows of all Observations in the range that are not deleted */
    List<Difference> differences(Collection<Long> resources, long first, long last) {
        Map<Long, StrengthRow> expected = expected(resources, first, last);
        Map<Long, Stored> found = new TreeMap<>();
        jdbc.query(ROWS, STORED, first, last)
                .forEach(stored -> found.put(stored.row().resource(), stored));
        List<Difference> differences = new ArrayList<>();
        expected.forEach((resource, row) -> {
            @Nullable Stored stored = found.get(resource);
            StrengthRow due = stored == null ? row : row.of(stored.due());
            if (stored == null || !stored.row().equals(due)) {
                differences.add(new Difference(
                        resource, Optional.of(due), Optional.ofNullable(stored).map(Stored::row), true));
            }
        });
        found.keySet().removeAll(expected.keySet());
        Set<Long> known = new HashSet<>(resources);
        found.forEach((resource, stored) -> differences.add(
                new Difference(resource, Optional.empty(), Optional.of(stored.row()), known.contains(resource))));
        return differences;
    }

    private Map<Long, StrengthRow> expected(Collection<Long> resources, long first, long last) {
        Map<Long, List<Target>> targets = new HashMap<>();
        jdbc.query(
                TARGETS,
                row -> {
                    targets.computeIfAbsent(row.getLong(1), any -> new ArrayList<>())
                            .add(new Target(row.getString(2), row.getString(3), row.getLong(4)));
                },
                first,
                last);
        Map<Long, StrengthRow> expected = new TreeMap<>();
        observations.read(
                resources,
                (row, observation) -> projector
                        .row(observation, row, version(observation), targets.getOrDefault(row, List.of()))
                        .ifPresent(projected -> expected.put(row, projected)));
        return expected;
    }

    private static long version(Observation observation) {
        return observation.getIdElement().getVersionIdPartAsLong();
    }

    private static final RowMapper<Stored> STORED = (row, number) -> {
        @Nullable Object[] values = new @Nullable Object[StrengthRow.COLUMNS.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.getObject(i + 1);
        }
        return new Stored(StrengthRow.of(values), (Long) row.getObject("DUE"));
    };
}
