package org.myotome.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.RunningServer;
import org.springframework.jdbc.core.JdbcTemplate;

/** What docs/operations/several-nodes.md offers for the day on which one database is not enough, tried at small scale. */
class GrownDatabaseTorture {

    private static final String SCORE = "/Patient/$mrc-sum-score?patient=";
    private static final String STATS = "/Observation/$stats?code=ankle-dorsiflexion&statistic=count";

    private final Path directory = RunningServer.temporaryDirectory();

    @Test
    void questionsAreAnsweredFromAReplicaByStatementsAndByANodeThatTakesNoWrites() throws IOException, SQLException {
        try (Postgresql primary = new Postgresql(directory.resolve("primary"));
                Victim writer = node("writer", primary.arguments())) {
            RunningServer server = RunningServer.at(writer.start().ready().port());
            Bedside bedside = Bedside.on(server);
            bedside.store(bedside.twelve("4"));
            try (Replica replica = Replica.of(primary, directory.resolve("replica"))) {
                bedside.store(bedside.twelve("5"));
                replica.follow(primary);
                assertThat(replica.jdbc().queryForObject("select count(*) from MYO_STRENGTH", Integer.class))
                        .isEqualTo(24);
                assertThatThrownBy(() -> replica.jdbc().update("delete from MYO_STRENGTH"))
                        .hasMessageContaining("read-only");
                try (Victim reader = node("reader", replica.arguments())) {
                    readsAndDoesNotWrite(
                            server, RunningServer.at(reader.start().ready().port()), bedside);
                }
            }
        }
    }

    private static void readsAndDoesNotWrite(RunningServer writer, RunningServer reader, Bedside bedside) {
        String patient = bedside.patient();
        for (String question :
                List.of(STATS, SCORE + patient, "/" + patient, "/Observation?subject=" + patient + "&grade-order=4")) {
            Answer answer = reader.get(question);
            assertThat(answer.status()).as(question + answer.body()).isEqualTo(200);
            assertThat(answer.json().findValuesAsText("value"))
                    .as(question)
                    .isEqualTo(writer.get(question).json().findValuesAsText("value"));
        }
        Answer refused = reader.post("/Patient", Bedside.person("Patient"));
        assertThat(refused.status()).as(refused.body()).isEqualTo(503);
    }

    @Test
    void theProjectionIsDividedByPatient() throws IOException {
        try (Postgresql database = new Postgresql(directory.resolve("database"));
                Victim node = node("node", database.arguments())) {
            RunningServer server = RunningServer.at(node.start().ready().port());
            JdbcTemplate jdbc = new JdbcTemplate(database.database());
            Bedside before = Bedside.on(server);
            before.store(before.twelve("4"));
            jdbc.execute(Files.readString(Path.of("docs/operations/partition-strength.sql"))
                    .replaceAll("analyze .*", ""));
            jdbc.execute("analyze MYO_STRENGTH");
            serves(server, before, 1);
            for (int patient = 0; patient < 20; patient++) {
                Bedside other = Bedside.on(server);
                other.store(other.twelve("3"));
            }
            Bedside after = Bedside.on(server);
            serves(server, after, 22);
            assertThat(jdbc.queryForObject(
                            "select count(distinct tableoid) from MYO_STRENGTH where RES_ID > 0", Integer.class))
                    .as("parts that have rows")
                    .isGreaterThan(4);
            String plan = String.join(
                    "\n",
                    jdbc.queryForList(
                            "explain select * from MYO_STRENGTH where PATIENT = "
                                    + jdbc.queryForObject("select min(PATIENT) from MYO_STRENGTH", Long.class),
                            String.class));
            assertThat(plan.split("MYO_STRENGTH_\\d|myo_strength_\\d", -1).length - 1)
                    .as("one part is read for a patient: " + plan)
                    .isBetween(1, 3);
            node.stop();
            serves(RunningServer.at(node.start().ready().port()), after, 22);
        }
    }

    private Victim node(String name, String... arguments) throws IOException {
        return new Victim(Files.createDirectories(directory.resolve(name)), Settings.brief(), arguments);
    }

    /** Stores, changes and deletes, and answers what a server answers whose projection is one table. */
    private static void serves(RunningServer server, Bedside bedside, int patients) {
        Bedside here = new Bedside(server, bedside.patient(), bedside.tester());
        List<String> grades = here.store(here.twelve("4"));
        ObjectNode changed = here.grade("hip-flexion", Limb.LEFT_LEG, "2");
        changed.put("id", grades.get(6).replaceFirst(".*/", ""));
        assertThat(server.put("/" + grades.get(6), changed.toString()).status()).isEqualTo(200);
        assertThat(server.delete("/" + grades.get(11)).status()).isEqualTo(200);
        assertThat(server.count("/Observation?code=hip-flexion&grade-order=2&subject=" + here.patient()))
                .isPositive();
        String cohort = "/Observation?movement-grade=ankle-dorsiflexion$le5";
        assertThat(server.count(cohort))
                .as("the number that is kept, and the rows")
                .isEqualTo(server.get(cohort + "&_count=500").references().size())
                .isGreaterThanOrEqualTo(patients);
        assertThat(server.get(SCORE + here.patient()).status()).isEqualTo(200);
        assertThat(server.get("/$check-projection").body()).contains("consistent: ", " 0 rows differ");
    }
}
