package org.myotome.storage.projection;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.Observation;
import org.springframework.jdbc.core.JdbcTemplate;

/** Brings the rows of Observations up to date, in the running transaction. */
final class ProjectionWriter {

    private static final String INSERT = "insert into " + ProjectionTables.STRENGTH + " (" + ProjectionTables.columns()
            + ") values (?" + ", ?".repeat(StrengthRow.COLUMNS.length - 1) + ")";
    private static final String DELETE = "delete from " + ProjectionTables.STRENGTH + " where RES_ID = ?";
    private static final String UNKNOWN = "not exists (select 1 from HFJ_RESOURCE r where r.RES_ID = "
            + ProjectionTables.STRENGTH + ".RES_ID and r.RES_DELETED_AT is null)";
    private static final String PATIENT = "select PATIENT from " + ProjectionTables.STRENGTH + " where RES_ID = ?";
    private static final String TARGETS = "select SRC_PATH, TARGET_RESOURCE_TYPE, TARGET_RESOURCE_ID from HFJ_RES_LINK"
            + " where SRC_RESOURCE_ID = ? and TARGET_RESOURCE_ID is not null";

    private final JdbcTemplate jdbc;
    private final Projector projector;

    ProjectionWriter(DataSource database, Projector projector) {
        this.jdbc = new JdbcTemplate(database);
        this.projector = projector;
    }

    /**
     * @param resource the row of the Observation, whose references are indexed
     * @param observation what it says now
     */
    void write(long resource, Observation observation, long version) {
        Set<Long> patients = new TreeSet<>(patient(resource));
        jdbc.update(DELETE, resource);
        Optional<StrengthRow> row = projector.row(observation, resource, version, targets(resource));
        row.ifPresent(projected -> {
            jdbc.update(INSERT, projected.values());
            patients.add(projected.patient());
        });
        // Its exam, or what it is the exam of.
        patients.forEach(patient -> jdbc.update(Exams.OF_PATIENT, patient));
    }

    void remove(long resource, boolean exam) {
        List<Long> patients = exam ? patient(resource) : List.of();
        jdbc.update(DELETE, resource);
        patients.forEach(patient -> jdbc.update(Exams.OF_PATIENT, patient));
    }

    /** Has the row say what it should say. One that has no Observation may have got one since it was looked at. */
    void mend(Difference difference) {
        jdbc.update(difference.stored() ? DELETE : DELETE + " and " + UNKNOWN, difference.resource());
        difference.expected().ifPresent(row -> jdbc.update(INSERT, row.values()));
    }

    /** Corrects the exams of the rows in a range. */
    void mendExams(long first, long last) {
        jdbc.update(Exams.OF_RANGE, first, last);
    }

    private List<Long> patient(long resource) {
        return jdbc.queryForList(PATIENT, Long.class, resource);
    }

    Collection<Target> targets(long resource) {
        return jdbc.query(
                TARGETS, (row, number) -> new Target(row.getString(1), row.getString(2), row.getLong(3)), resource);
    }
}
