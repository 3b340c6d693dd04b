package org.myotome.storage.projection;

import java.util.LinkedHashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.CodeSystem;
import org.myotome.guide.Guide;
import org.myotome.guide.ScaleGrades;
import org.myotome.guide.StrengthCodes;

/** Joins the parts of the projection over one database, whose schema is current. */
public final class Projection {

    private final DataSource database;
    private final StrengthValues values;
    private final Codes codes;
    private final Projector projector;

    public Projection(Guide guide, StrengthCodes strength, Projector.Cohorts cohorts, DataSource database) {
        this.values = new StrengthValues(new ScaleGrades(guide), strength);
        this.database = database;
        this.codes = new Codes(database, expected(guide, values));
        this.projector = new Projector(strength, values, codes, cohorts);
    }

    private static Set<Code> expected(Guide guide, StrengthValues values) {
        Set<Code> expected = new LinkedHashSet<>();
        Set.of(StrengthCodes.MOVEMENT, StrengthCodes.KEY_MUSCLE, StrengthCodes.MEASURE, StrengthCodes.METHOD)
                .forEach(system -> guide.find(CodeSystem.class, system)
                        .ifPresent(found -> found.getConcept()
                                .forEach(concept -> expected.add(new Code(system, concept.getCode())))));
        expected.addAll(values.expected());
        return expected;
    }

    /** Says what the rows of Observations are. */
    public Projector projector() {
        return projector;
    }

    /** Writes the rows of what HAPI stores. */
    public ProjectionUpkeep upkeep() {
        return new ProjectionUpkeep(database, projector);
    }

    /** Makes and checks the rows of what is stored already. */
    public ProjectionRebuild rebuild(StoredObservations observations) {
        return new ProjectionRebuild(database, observations, projector);
    }

    /** Finds patients by the rows. */
    public GradedPatients patients() {
        return new GradedPatients(database, codes);
    }

    /** Answers from the rows. */
    public StrengthResults results() {
        return new StrengthResults(database, codes, values);
    }
}
