package org.myotome.storage.projection;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.myotome.strength.Side;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the projection. Whatever is read in one call about one patient was so at one moment. */
public final class StrengthResults {

    /** Rows that are read at once where there may be any number. */
    private static final int CHUNK = 5_000;

    private static final Comparator<StrengthResult> BY_TIME =
            Comparator.comparing(StrengthResult::start).thenComparing(StrengthResult::row);
    private static final Side[] SIDES = Side.values();
    private static final Standing[] STANDINGS = Standing.values();
    private static final String COLUMNS =
            "select RES_ID, RES_VER, PATIENT, ITEM, SIDE, STANDING, GRADE, AMOUNT, REASON,"
                    + " EFFECTIVE, EFFECTIVE_END, EXAM, PERFORMER, METHOD from " + ProjectionTables.STRENGTH;
    private static final String PATIENT = "select RES_ID from HFJ_RESOURCE"
            + " where RES_TYPE = 'Patient' and FHIR_ID = ? and RES_DELETED_AT is null";
    private static final String REFERENCES = "select r.RES_ID, r.RES_TYPE, r.FHIR_ID"
            + " from unnest(cast(? as bigint array)) as sought (RES_ID) join HFJ_RESOURCE r on r.RES_ID = sought.RES_ID";

    private final JdbcTemplate jdbc;
    private final Codes codes;
    private final StrengthValues values;

    StrengthResults(DataSource database, Codes codes, StrengthValues values) {
        this.values = values;
        this.jdbc = new JdbcTemplate(database);
        this.codes = codes;
    }

    /** The row of a Patient that is stored and not deleted. */
    public OptionalLong patient(String id) {
        return jdbc.queryForList(PATIENT, Long.class, id).stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /** All results of a patient, of any standing, the earliest first. */
    public List<StrengthResult> of(long patient) {
        return sorted(jdbc.query(COLUMNS + " where PATIENT = ?", (row, number) -> read(row), patient));
    }

    /**
     * Hands out the results that a filter lets through, patient by patient, in the order of the patients' rows.
     *
     * @param afterPatient the first patient's row is greater
     * @param each takes those of one patient, the earliest first, and says whether to go on
     * @throws org.springframework.dao.QueryTimeoutException if the database takes too long
     */
    public void each(ResultFilter filter, long afterPatient, Predicate<List<StrengthResult>> each) {
        Filtered where = Filtered.byPatient(filter, codes);
        int atOnce = CHUNK;
        long after = afterPatient;
        while (!where.isEmpty()) {
            List<StrengthResult> chunk = chunk(where, after, atOnce);
            boolean last = chunk.size() < atOnce;
            List<List<StrengthResult>> patients = byPatient(chunk);
            if (!last) {
                // There may be more of the last one.
                patients.remove(patients.size() - 1);
                atOnce = patients.isEmpty() ? atOnce * 2 : CHUNK;
            }
            for (List<StrengthResult> patient : patients) {
                if (!each.test(sorted(patient))) {
                    return;
                }
                after = patient.get(0).patient();
            }
            if (last) {
                return;
            }
        }
    }

    private List<StrengthResult> chunk(Filtered where, long after, int atOnce) {
        List<Object> values = where.values();
        values.add(after);
        return jdbc.query(
                connection -> where.prepare(
                        connection,
                        COLUMNS + where.sql() + " and PATIENT > ? order by PATIENT limit " + atOnce,
                        values),
                (row, number) -> read(row));
    }

    private static List<List<StrengthResult>> byPatient(List<StrengthResult> results) {
        List<List<StrengthResult>> patients = new ArrayList<>();
        long current = Long.MIN_VALUE;
        for (StrengthResult result : results) {
            if (result.patient() != current) {
                patients.add(new ArrayList<>());
                current = result.patient();
            }
            patients.get(patients.size() - 1).add(result);
        }
        return patients;
    }

    /**
     * How many results there are of each kind that a filter lets through. Grades are counted in the index alone, which has no
     * amounts: the order of a grade follows from its code.
     */
    public List<Tally> tally(ResultFilter filter) {
        Filtered where = Filtered.byItem(filter, codes);
        if (where.isEmpty()) {
            return List.of();
        }
        List<Integer> units = codes.ofSystem(StrengthValues.UCUM);
        List<Tally> tallies = new ArrayList<>(jdbc.query(
                connection -> where.prepareCount(connection, "ITEM, SIDE, GRADE", false, units),
                (row, number) -> tally(row, code(row, "GRADE").flatMap(values::order))));
        tallies.addAll(jdbc.query(
                connection -> where.prepareCount(connection, "ITEM, SIDE, GRADE, AMOUNT", true, units),
                (row, number) -> tally(row, Optional.of(row.getBigDecimal("AMOUNT")))));
        return tallies;
    }

    private Tally tally(ResultSet row, Optional<BigDecimal> amount) throws SQLException {
        return new Tally(
                codes.code(row.getInt("ITEM")),
                SIDES[row.getInt("SIDE")],
                code(row, "GRADE"),
                amount.map(number -> OptionalDouble.of(number.doubleValue())).orElse(OptionalDouble.empty()),
                row.getLong("N"));
    }

    /** What stored resources are called, {@code Type/id}, by their rows. */
    public Map<Long, String> references(Collection<Long> rows) {
        Map<Long, String> references = new HashMap<>();
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(REFERENCES);
                    statement.setArray(1, connection.createArrayOf("bigint", rows.toArray()));
                    return statement;
                },
                row -> {
                    references.put(row.getLong(1), row.getString(2) + "/" + row.getString(3));
                });
        return references;
    }

    private StrengthResult read(ResultSet row) throws SQLException {
        long start = row.getLong("EFFECTIVE");
        long end = number(row, "EFFECTIVE_END").orElse(start);
        return new StrengthResult(
                row.getLong("RES_ID"),
                row.getInt("RES_VER"),
                row.getLong("PATIENT"),
                codes.code(row.getInt("ITEM")),
                SIDES[row.getInt("SIDE")],
                STANDINGS[row.getInt("STANDING")],
                code(row, "GRADE"),
                amount(row),
                code(row, "REASON"),
                Instant.ofEpochMilli(start),
                Instant.ofEpochMilli(end),
                number(row, "EXAM"),
                number(row, "PERFORMER"),
                code(row, "METHOD").map(Code::code));
    }

    private Optional<Code> code(ResultSet row, String column) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? Optional.empty() : Optional.of(codes.code(number));
    }

    private static OptionalLong number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
    }

    private static OptionalDouble amount(ResultSet row) throws SQLException {
        double amount = row.getDouble("AMOUNT");
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(amount);
    }

    private static List<StrengthResult> sorted(List<StrengthResult> results) {
        return results.stream().sorted(BY_TIME).toList();
    }
}
