package org.myotome.storage.search;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamNumber;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamToken;
import java.math.BigDecimal;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;
import org.myotome.guide.Guide;
import org.myotome.storage.Schema;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows of cohorts: which grades have which, and that an older database gets the same. */
class CohortsTest {

    private static final String MOVEMENT = Guide.BASE + "/CodeSystem/tested-movement";
    private static final String SNOMED = "http://snomed.info/sct";
    private static final String LEFT_ARM = "80768000";
    private static final PartitionSettings PARTITIONS = new PartitionSettings();
    private static final Cohorts COHORTS = new Cohorts(Guide.load(FhirContext.forR4Cached()));

    @Test
    void aGradeHasARowForItsMovementAndSide() {
        Observation observation = observation(MOVEMENT, "elbow-flexion", SNOMED, LEFT_ARM);
        assertThat(names(observation, "3.67")).containsExactly("grade-order$elbow-flexion$80768000=3.67");
        assertThat(names(observation)).isEmpty();
    }

    @Test
    void aSideThatTheGuideDoesNotKnowHasNone() {
        assertThat(names(observation(MOVEMENT, "neck-flexion", SNOMED, "0"), "3"))
                .isEmpty();
    }

    @Test
    void aCodeThatOtherSystemsHaveTooIsMarked() {
        assertThat(names(observation("https://example.org", "elbow-flexion", SNOMED, LEFT_ARM), "3"))
                .containsExactly("grade-order$odd=3");
        assertThat(names(observation(MOVEMENT, "elbow-flexion", "https://example.org", LEFT_ARM), "3"))
                .containsExactly("grade-order$odd=3");
    }

    @Test
    void twoGradesInOneAreMarked() {
        assertThat(names(observation(MOVEMENT, "elbow-flexion", SNOMED, LEFT_ARM), "3", "4"))
                .contains("grade-order$odd=3", "grade-order$odd=4");
    }

    private static Observation observation(String movements, String movement, String sides, String side) {
        Observation observation = new Observation();
        observation.getCode().addCoding().setSystem(movements).setCode(movement);
        observation.getBodySite().addCoding().setSystem(sides).setCode(side);
        return observation;
    }

    private static List<String> names(Observation observation, String... grades) {
        List<ResourceIndexedSearchParamNumber> numbers = List.of(grades).stream()
                .map(grade -> new ResourceIndexedSearchParamNumber(
                        PARTITIONS, "Observation", "grade-order", new BigDecimal(grade)))
                .toList();
        return COHORTS.rows(observation, numbers).stream()
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
        Schema.migrate(database, DriverTypeEnum.H2_EMBEDDED, COHORTS);
        Schema.migrate(database, DriverTypeEnum.H2_EMBEDDED, COHORTS);
        assertThat(rows(jdbc, "grade-order$elbow-flexion$80768000")).containsExactly(1L);
        assertThat(rows(jdbc, Cohorts.ODD)).containsExactly(2L);
        assertThat(jdbc.queryForObject("select count(*) from HFJ_SPIDX_NUMBER", Long.class))
                .isEqualTo(5);
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
