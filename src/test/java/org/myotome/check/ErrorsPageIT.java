package org.myotome.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.RunningServer;
import org.myotome.intake.IntakeClient;

/** The errors that only a server can find, as {@code docs/errors.md} shows them. */
class ErrorsPageIT {

    /** Rules for FHIR that are about what is stored. */
    static final Set<String> OF_FHIR = Set.of("grade-in-use", "reference-not-found", "triage-incomplete");

    /** Rules for messages that are about what was sent before. */
    static final Set<String> OF_INTAKE = Set.of("control-id-reused");

    private final RunningServer server = RunningServer.shared();

    @Test
    void aReferenceThatLeadsNowhere() {
        Answer refused = server.post("", RunningServer.example("gate/reference-not-found--member-unknown.json"));
        assertThat(refused.refusals()).containsExactly("reference-not-found");
    }

    @Test
    void anOpenQuestion() {
        Answer refused = server.post(
                "/QuestionnaireResponse/$weakness-triage",
                RunningServer.example("valid/triage-red-flags-not-answered.json"));
        assertThat(refused.refusals()).containsExactly("triage-incomplete");
    }

    @Test
    void aGradeThatAScoreIsMadeOf() {
        Bedside bedside = Bedside.on(server);
        List<String> grades = bedside.store(bedside.twelve("4"));
        server.store(bedside.sumScore(48, grades).toString());
        ObjectNode changed = bedside.twelve("1").get(0);
        changed.put("id", grades.get(0).split("/")[1]);
        assertThat(server.put("/" + grades.get(0), changed.toString()).refusals())
                .containsExactly("grade-in-use");
    }

    @Test
    void aControlIdThatWasUsedBefore() {
        IntakeClient client = new IntakeClient();
        String first = IntakeClient.message(
                "SYN-ERRORS",
                "ERRORS-1",
                "OBX|1|ST|MS-EFL^Elbow flexion^EXICU|L|4/5||||||F|||20261012090000+0200||T-7^Synthetic^Terry^^^^PT^^GENERAL");
        assertThat(IntakeClient.code(client.hl7(first))).isEqualTo("AA");
        Answer again = client.hl7(first.replace("|4/5|", "|5/5|"));
        assertThat(again.body()).contains("control-id-reused");
    }
}
