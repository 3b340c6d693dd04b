package org.myotome.storage.projection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Observation;
import org.jspecify.annotations.Nullable;

/** The rows of Observations that are stored together for the first time. */
public final class NewRows {

    private final Projector projector;
    private final List<StrengthRow> rows = new ArrayList<>();
    private final Map<Long, Long> exams = new HashMap<>();
    private final Map<Long, Set<Long>> membersOfPatients = new HashMap<>();

    public NewRows(Projector projector) {
        this.projector = projector;
    }

    /**
     * @param resource its row
     * @param targets the stored resources that it refers to, and those that are stored together with it
     */
    public void add(Observation observation, long resource, Collection<Target> targets) {
        projector.row(observation, resource, 1, targets).ifPresent(row -> {
            rows.add(row);
            if (projector.isExam(observation)) {
                List<Long> members = Projector.members(row, targets);
                members.forEach(member -> exams.merge(member, resource, Math::min));
                membersOfPatients
                        .computeIfAbsent(row.patient(), any -> new HashSet<>())
                        .addAll(members);
            }
        });
    }

    /** The values to insert, in the order of {@link ProjectionTables#columns()}. */
    public List<@Nullable Object[]> values() {
        return rows.stream()
                .map(row -> row.of(exams.get(row.resource())).values())
                .toList();
    }

    /** Patients of whom an older Observation became a member of a new exam: {@link Exams#OF_PATIENT} is due. */
    public List<Long> patientsWithOlderMembers() {
        Set<Long> together = new HashSet<>();
        rows.forEach(row -> together.add(row.resource()));
        return membersOfPatients.entrySet().stream()
                .filter(entry -> !together.containsAll(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
