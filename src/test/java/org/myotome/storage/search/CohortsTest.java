package org.myotome.storage.search;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamNumber;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamToken;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;
import org.myotome.guide.Guide;
import org.myotome.storage.database.Schema;
import org.myotome.storage.projection.Projector.Cohort;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which grades are in which cohort, which are odd, and that an older database knows its odd ones. */
class CohortsTest {

    private static final String MOVEMENT = Guide.BASE + "/CodeSystem/tested-movement";
    private static final String SNOMED = "http://snomed.info/sct";
    private static final String LEFT_ARM = "80768000";
    private static final PartitionSettings PARTITIONS = new PartitionSettings();
    private static final Cohorts COHORTS = new Cohorts(Guide.load(FhirContext.forR4Cached()));

    @Test
    void aGradeIsInTheCohortOfItsMovementAndSide() {
        Observation observation = observation(MOVEMENT, "elbow-flexion", SNOMED, LEFT_ARM, "3.67");
        assertThat(COHORTS.of(observation))
                .contains(new Cohort(
                        Identity.of("Observation", "grade-order$elbow-flexion$80768000"), new BigDecimal("3.67")));
        assertThat(odd(observation, "3.67")).isEmpty();
    }

    @Test
    void whatHasNoOrderIsInNone() {
        Observation observation = observation(MOVEMENT, "elbow-flexion", SNOMED, LEFT_ARM);
        assertThat(COHORTS.of(observation)).isEmpty();
        assertThat(odd(observation)).isEmpty();
    }

    @Test
    void aSideThatTheGuideDoesNotKnowIsInNone() {
        Observation observation = observation(MOVEMENT, "neck-flexion", SNOMED, "0", "3");
        assertThat(COHORTS.of(observation)).isEmpty();
        assertThat(odd(observation, "3")).isEmpty();
    }

    @Test
    void aCodeThatOtherSystemsHaveTooIsMarked() {
        assertThat(odd(observation("https://example.org", "elbow-flexion", SNOMED, LEFT_ARM, "3"), "3"))
                .containsExactly("grade-order$odd=3");
        assertThat(odd(observation(MOVEMENT, "elbow-flexion", "https://example.org", LEFT_ARM, "3"), "3"))
                .containsExactly("grade-order$odd=3");
    }

    @Test
    void twoGradesMovementsOrSidesInOneAreMarked() {
        Observation grades = observation(MOVEMENT, "elbow-flexion", SNOMED, LEFT_ARM, "3", "4");
        assertThat(COHORTS.of(grades)).isEmpty();
        assertThat(odd(grades, "3", "4")).containsExactly("grade-order$odd=3", "grade-order$odd=4");
        Observation movements = observation(MOVEMENT, "elbow-flexion", SNOMED, LEFT_ARM, "3");
        movements.getCode().addCoding().setSystem(MOVEMENT).setCode("wrist-extension");
        assertThat(COHORTS.of(movements)).isEmpty();
        assertThat(odd(movements, "3")).containsExactly("grade-order$odd=3");
        Observation sides = observation(MOVEMENT, "elbow-flexion", SNOMED, LEFT_ARM, "3");
        sides.getBodySite().addCoding().setSystem(SNOMED).setCode("6921000");
        assertThat(odd(sides, "3")).containsExactly("grade-order$odd=3");
    }

    private static Observation observation(
            String movements, String movement, String sides, String side, String... orders) {
        Observation observation = new Observation();
        observation.getCode().addCoding().setSystem(movements).setCode(movement);
        observation.getBodySite().addCoding().setSystem(sides).setCode(side);
        if (orders.length > 0) {
            Coding grade = new Coding(Guide.BASE + "/CodeSystem/mrc-muscle-grade", "3", null);
            Stream.of(orders)
                    .forEach(order -> grade.addExtension(
                            "http://hl7.org/fhir/StructureDefinition/ordinalValue", new DecimalType(order)));
            observation.setValue(new CodeableConcept(grade));
        }
        return observation;
    }

    private static List<String> odd(Observation observation, String... grades) {
        List<ResourceIndexedSearchParamNumber> numbers = List.of(grades).stream()
                .map(grade -> new ResourceIndexedSearchParamNumber(
                        PARTITIONS, "Observation", "grade-order", new BigDecimal(grade)))
                .toList();
        return COHORTS.odd(observation, numbers).stream()
                .map(row -> row.getParamName() + "=" + row.getValue())
                .toList();
    }

    @Test
    void anOlderDatabaseGetsItsRowsOnce() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:older;DB_CLOSE_DELAY=-1");
        Schema.migrateToHapi(database, DriverTypeEnum.H2_EMBEDDED);
        JdbcTemplate jdbc = new JdbcTemplate(database);
        grade(jdbc, 1, MOVEMENT, "elbow-flexion", SNOMED, LEFT_ARM);
        grade(jdbc, 2, "https://example.org", "elbow-flexion", SNOMED, LEFT_ARM);
        grade(jdbc, 3, MOVEMENT, "neck-flexion", SNOMED, "0");
        // As a version before the projection wrote it.
        jdbc.update(
                "insert into HFJ_SPIDX_NUMBER (SP_ID, RES_ID, HASH_IDENTITY, SP_VALUE, SP_MISSING)"
                        + " values (-9, 1, ?, 3, false)",
                Identity.of("Observation", "grade-order$elbow-flexion$80768000"));
        Schema.migrate(database, DriverTypeEnum.H2_EMBEDDED, COHORTS);
        Schema.migrate(database, DriverTypeEnum.H2_EMBEDDED, COHORTS);
        assertThat(rows(jdbc, "grade-order$elbow-flexion$80768000")).isEmpty();
        assertThat(rows(jdbc, Cohorts.ODD)).containsExactly(2L);
        assertThat(jdbc.queryForObject("select count(*) from HFJ_SPIDX_NUMBER", Long.class))
                .isEqualTo(4);
    }

    private static void grade(
            JdbcTemplate jdbc, long id, String movements, String movement, String sides, String side) {
        jdbc.execute("set referential_integrity false");
        jdbc.update(
                "insert into HFJ_SPIDX_NUMBER (SP_ID, RES_ID, HASH_IDENTITY, SP_VALUE, SP_MISSING) values (?, ?, ?, 3, false)",
                -id,
                id,
                Identity.of("Observation", "grade-order"));
        token(jdbc, 2 * id, id, "code", movements, movement);
        token(jdbc, 2 * id + 1, id, "body-site", sides, side);
    }

    private static void token(JdbcTemplate jdbc, long row, long id, String parameter, String system, String code) {
        var token = new ResourceIndexedSearchParamToken(PARTITIONS, "Observation", parameter, system, code);
        token.calculateHashes();
        jdbc.update(
                "insert into HFJ_SPIDX_TOKEN (SP_ID, RES_ID, HASH_IDENTITY, HASH_SYS, HASH_VALUE, HASH_SYS_AND_VALUE,"
                        + " SP_MISSING) values (?, ?, ?, ?, ?, ?, false)",
                -row,
                id,
                token.getHashIdentity(),
                token.getHashSystem(),
                token.getHashValue(),
                token.getHashSystemAndValue());
    }

    private static List<Long> rows(JdbcTemplate jdbc, String name) {
        return jdbc.queryForList(
                "select RES_ID from HFJ_SPIDX_NUMBER where HASH_IDENTITY = ?",
                Long.class,
                Identity.of("Observation", name));
    }
}
