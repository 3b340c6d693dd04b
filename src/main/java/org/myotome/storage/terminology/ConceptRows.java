package org.myotome.storage.terminology;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Concepts as HAPI's terminology tables have them. */
final class ConceptRows {

    /** So many values stand in one condition. */
    private static final int AT_ONCE = 500;

    private final JdbcTemplate database;

    ConceptRows(JdbcTemplate database) {
        this.database = database;
    }

    Optional<Long> keyOf(long system, String code) {
        return database
                .queryForList(
                        "select PID from TRM_CONCEPT where CODESYSTEM_PID = ? and CODEVAL = ?",
                        Long.class,
                        system,
                        code)
                .stream()
                .findFirst();
    }

    long count(long system) {
        return Optional.ofNullable(database.queryForObject(
                        "select count(*) from TRM_CONCEPT where CODESYSTEM_PID = ?", Long.class, system))
                .orElse(0L);
    }

    List<Long> parents(List<Long> concepts) {
        return links("select distinct PARENT_PID from TRM_CONCEPT_PC_LINK where CHILD_PID in ", concepts);
    }

    List<Long> children(List<Long> concepts) {
        return links("select distinct CHILD_PID from TRM_CONCEPT_PC_LINK where PARENT_PID in ", concepts);
    }

    private List<Long> links(String sql, List<Long> concepts) {
        return inParts(concepts).stream()
                .flatMap(part -> database.queryForList(sql + list(part), Long.class).stream())
                .distinct()
                .toList();
    }

    /** With designations and properties, in the order of the keys. */
    List<ConceptDefinitionComponent> concepts(List<Long> keys) {
        Map<Long, ConceptDefinitionComponent> concepts = new LinkedHashMap<>();
        keys.forEach(key -> concepts.put(key, new ConceptDefinitionComponent()));
        for (var part : inParts(keys)) {
            read(
                    "select PID, CODEVAL, DISPLAY from TRM_CONCEPT where PID in " + list(part),
                    "PID",
                    concepts,
                    this::name);
            read(
                    "select * from TRM_CONCEPT_DESIG where CONCEPT_PID in " + list(part) + " order by PID",
                    "CONCEPT_PID",
                    concepts,
                    this::addDesignation);
            read(
                    "select * from TRM_CONCEPT_PROPERTY where CONCEPT_PID in " + list(part) + " order by PID",
                    "CONCEPT_PID",
                    concepts,
                    this::addProperty);
        }
        return List.copyOf(concepts.values());
    }

    private void read(
            String sql,
            String key,
            Map<Long, ConceptDefinitionComponent> concepts,
            BiConsumer<ConceptDefinitionComponent, Row> reading) {
        database.query(sql, (ResultSet row) -> {
            reading.accept(concepts.get(row.getLong(key)), new Row(row));
        });
    }

    private void name(ConceptDefinitionComponent concept, Row row) {
        concept.setCode(row.text("CODEVAL")).setDisplay(row.text("DISPLAY"));
    }

    private void addDesignation(ConceptDefinitionComponent concept, Row row) {
        var term = concept.addDesignation()
                .setLanguage(row.text("LANG"))
                .setValue(row.text("VAL") == null ? row.text("VAL_VC") : row.text("VAL"));
        if (row.text("USE_CODE") != null) {
            term.setUse(new Coding(row.text("USE_SYSTEM"), row.text("USE_CODE"), row.text("USE_DISPLAY")));
        }
    }

    private void addProperty(ConceptDefinitionComponent concept, Row row) {
        concept.addProperty().setCode(row.text("PROP_KEY")).setValue(type(row, row.value()));
    }

    /** The numbers are those of HAPI's TermConceptPropertyTypeEnum. */
    private static Type type(Row row, String value) {
        return switch (row.number("PROP_TYPE")) {
            case 1 -> new Coding(row.text("PROP_CODESYSTEM"), value, row.text("PROP_DISPLAY"));
            case 2 -> new BooleanType(value);
            case 3 -> new IntegerType(value);
            case 4 -> new DecimalType(value);
            case 5 -> new DateTimeType(value);
            default -> new StringType(value);
        };
    }

    private static List<List<Long>> inParts(List<Long> keys) {
        return IntStream.iterate(0, from -> from < keys.size(), from -> from + AT_ONCE)
                .mapToObj(from -> keys.subList(from, Math.min(keys.size(), from + AT_ONCE)))
                .toList();
    }

    private static String list(List<Long> keys) {
        return keys.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }

    /** A row, read without checked exceptions. */
    private record Row(ResultSet columns) {

        @Nullable
        String text(String column) {
            return read(() -> columns.getString(column));
        }

        int number(String column) {
            return Optional.ofNullable(read(() -> columns.getInt(column))).orElse(0);
        }

        /** What is too long for its column stands in another. */
        String value() {
            var bytes = read(() -> columns.getBytes("PROP_VAL_BIN"));
            return bytes == null ? String.valueOf(text("PROP_VAL")) : new String(bytes, StandardCharsets.UTF_8);
        }

        private interface Reading<T> {
            @Nullable
            T now() throws SQLException;
        }

        private static <T> @Nullable T read(Reading<T> reading) {
            try {
                return reading.now();
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }
}
