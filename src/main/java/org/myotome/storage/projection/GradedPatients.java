package org.myotome.storage.projection;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Finds patients by their grades, of any standing, as a search finds Observations. */
public final class GradedPatients {

    private static final String IDS = "select distinct p.FHIR_ID from " + ProjectionTables.STRENGTH
            + " s join HFJ_RESOURCE p on p.RES_ID = s.PATIENT and p.RES_DELETED_AT is null"
            + " where s.ITEM = ? and s.GRADE in (select N from unnest(cast(? as int array)) as SOUGHT (N)) limit ?";

    private final JdbcTemplate jdbc;
    private final Codes codes;

    GradedPatients(DataSource database, Codes codes) {
        this.jdbc = new JdbcTemplate(database);
        this.codes = codes;
    }

    /**
     * The ids of patients of whom some stored Observation has this movement and one of these grades.
     *
     * @param most how many are returned at most
     */
    public Set<String> of(Code movement, Collection<Code> grades, int most) {
        Optional<Integer> item = codes.known(movement);
        Object[] numbers =
                grades.stream().flatMap(grade -> codes.known(grade).stream()).toArray();
        if (item.isEmpty() || numbers.length == 0) {
            return Set.of();
        }
        Set<String> ids = new LinkedHashSet<>();
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(IDS);
                    statement.setInt(1, item.get());
                    statement.setArray(2, connection.createArrayOf("int", numbers));
                    statement.setInt(3, most);
                    return statement;
                },
                row -> {
                    ids.add(row.getString(1));
                });
        return ids;
    }
}
