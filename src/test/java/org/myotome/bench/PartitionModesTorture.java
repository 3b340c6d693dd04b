package org.myotome.bench;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.jpa.interceptor.PatientIdPartitionInterceptor;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.interceptor.RequestValidatingInterceptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.myotome.Answer;
import org.myotome.RunningServer;
import org.myotome.storage.EmbeddedPostgresql;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * HAPI's patient id and database partition modes on PostgreSQL, at small scale: what docs/operations/several-nodes.md says of
 * them. The server is stock, because Myotome has no setting for them.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PartitionModesTorture {

    private static final int PATIENTS = 6;
    private static final Path SCRIPT = Path.of("src", "test", "resources", "partitions", "divide-hapi-tables.sql");

    private static EmbeddedPostgresql postgresql;
    private static ServletWebServerApplicationContext stock;
    private static RunningServer server;
    private static JdbcTemplate sql;

    @BeforeAll
    static void start() {
        RunningServer.shared();
        postgresql = EmbeddedPostgresql.empty();
        stock = StockInTests.start(postgresql.url(), PartitionedStock.class);
        // Only where rows go is asked here.
        stock.getBean(RestfulServer.class)
                .getInterceptorService()
                .unregisterInterceptorsIf(RequestValidatingInterceptor.class::isInstance);
        server = RunningServer.at(stock.getWebServer().getPort());
        sql = new JdbcTemplate(postgresql.database());
    }

    @AfterAll
    static void stop() throws IOException {
        stock.close();
        postgresql.close();
    }

    private static Answer exam(int patient) {
        return server.post("", new Messages(new Vocabulary(), PATIENTS, patient).examOf(Messages.patientId(patient)));
    }

    private static int partition(int patient) {
        return PatientIdPartitionInterceptor.defaultPartitionAlgorithm("bench-" + patient);
    }

    @Test
    @Order(1)
    void whatBelongsToAPatientIsInThePartitionOfThePatient() {
        assertThat(server.put("/Practitioner/bench", Messages.tester()).status())
                .isEqualTo(201);
        for (int patient = 0; patient < PATIENTS; patient++) {
            assertThat(server.put("/" + Messages.patientId(patient), Messages.patient(patient))
                            .status())
                    .isEqualTo(201);
            Answer exam = exam(patient);
            assertThat(exam.status()).as(exam.body()).isEqualTo(200);
            assertThat(sql.queryForObject(
                            "select count(*) from HFJ_RESOURCE where RES_TYPE = 'Observation' and PARTITION_ID = ?",
                            Integer.class,
                            partition(patient)))
                    .isEqualTo(Messages.EXAM);
        }
        assertThat(sql.queryForList(
                        "select distinct PARTITION_ID from HFJ_RESOURCE where RES_TYPE = 'Practitioner'",
                        Integer.class))
                .containsExactly(0);
    }

    @Test
    @Order(2)
    void postgresqlTakesTheTablesApart() throws IOException {
        sql.execute(Files.readString(SCRIPT));
        assertThat(sql.queryForList(
                        "select distinct tableoid::regclass::text from HFJ_RES_VER where PARTITION_ID = ?",
                        String.class,
                        partition(1)))
                .as("all versions of a patient's resources in one part")
                .hasSize(1);
        assertThat(sql.queryForList("select distinct tableoid::regclass::text from HFJ_SPIDX_TOKEN", String.class))
                .as("the patients in several")
                .hasSizeGreaterThan(1);
    }

    @Test
    @Order(3)
    void theServerWritesAndReadsTheParts() {
        Answer again = exam(2);
        assertThat(again.status()).as(again.body()).isEqualTo(200);
        assertThat(server.count("/Observation?subject=" + Messages.patientId(2)))
                .as("a patient")
                .isEqualTo(2 * Messages.EXAM);
        assertThat(server.count("/Observation?code=mrc-sum-score"))
                .as("a cohort, from all parts")
                .isEqualTo(PATIENTS + 1);
        List<String> plan = sql.queryForList(
                "explain select * from HFJ_RESOURCE where PARTITION_ID = ? and RES_ID = 1", String.class, partition(2));
        assertThat(String.join("\n", plan)).as("only one part is read").doesNotContain("Append");
    }

    /**
     * The patient, whose id nobody knows yet, and the grades in one transaction is how senders of Myotome write. HAPI looks for the
     * patient of a grade before it has given the patient an id; of a patient that is sent alone it makes one up.
     */
    @Test
    @Order(4)
    void anExamIsRefusedTogetherWithItsPatient() throws IOException {
        Answer refused = server.post("", RunningServer.example("exams/icu-screen-below-48.json"));
        assertThat(refused.status()).as(refused.body()).isEqualTo(405);
        assertThat(refused.body()).contains("no values placing it in the Patient compartment");
        Answer alone = server.post(
                "/Patient", Messages.patient(7), "If-None-Exist", "identifier=https://example.org/mrn%7CB7");
        assertThat(alone.status()).as(alone.body()).isEqualTo(201);
    }
}
