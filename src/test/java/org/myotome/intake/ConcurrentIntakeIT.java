package org.myotome.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.intake.IntakeClient.message;
import static org.myotome.intake.IntakeClient.result;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.myotome.Answer;
import org.myotome.RunningServer;
import org.myotome.StorageDependent;

/** Twelve senders that send at the same instant. */
@StorageDependent
class ConcurrentIntakeIT {

    private static final int CLIENTS = 12;
    private static final String TESTER = "https://w3id.org/myotome/sender/EXAMPLE-ICU/GENERAL/default%7CST-07";
    private static final ExecutorService POOL = Executors.newFixedThreadPool(CLIENTS);

    private final RunningServer server = RunningServer.shared();
    private final IntakeClient intake = new IntakeClient();
    private final String patient = "HT-" + UUID.randomUUID();

    @AfterAll
    static void stop() {
        POOL.shutdown();
    }

    @RepeatedTest(3)
    void messagesAboutOnePatientCreateOnePatient() throws Exception {
        List<Answer> answers =
                atOnce(client -> message(patient, "F-" + patient + "-" + client, result(1, "MS-EFL-L", "4/5", "F"))
                        .replace("20261012090000", "202610120900%02d".formatted(client)));
        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(IntakeClient.code(answer)).as(answer.body()).isEqualTo("AA"));
        assertThat(server.count("/Patient?identifier=" + patient)).isEqualTo(1);
        assertThat(server.count("/Practitioner?identifier=" + TESTER)).isEqualTo(1);
        assertThat(server.count("/Observation?code=elbow-flexion&patient.identifier=" + patient))
                .isEqualTo(CLIENTS);
    }

    @RepeatedTest(3)
    void oneMessageSentByAllIsStoredOnce() throws Exception {
        String message = message(patient, "F-" + patient, result(1, "MS-EFL-L", "4/5", "F"));
        List<Answer> answers = atOnce(client -> message);
        assertThat(answers).extracting(Answer::body).containsOnly(answers.get(0).body());
        assertThat(IntakeClient.code(answers.get(0))).isEqualTo("AA");
        assertThat(server.count("/Observation?code=elbow-flexion&patient.identifier=" + patient))
                .isEqualTo(1);
    }

    @RepeatedTest(3)
    void gradesOfOneExamAllBecomeItsMembers() throws Exception {
        List<String> items = List.of(
                "EFL-L", "EFL-R", "SAB-L", "SAB-R", "WEX-L", "WEX-R", "HFL-L", "HFL-R", "KEX-L", "KEX-R", "ADF-L",
                "ADF-R");
        List<Answer> answers = atOnce(
                client -> message(patient, "F-" + patient, result(client + 1, "MS-" + items.get(client), "4/5", "F")));
        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(IntakeClient.code(answer)).as(answer.body()).isEqualTo("AA"));
        assertThat(server.get("/Observation?code=strength-exam&patient.identifier=" + patient)
                        .json()
                        .at("/entry/0/resource/hasMember"))
                .hasSize(CLIENTS);
    }

    private List<Answer> atOnce(IntFunction<String> message) throws Exception {
        CyclicBarrier start = new CyclicBarrier(CLIENTS);
        List<Future<Answer>> running = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int client = i;
            String text = message.apply(client);
            running.add(POOL.submit(() -> {
                start.await();
                return intake.hl7(text);
            }));
        }
        List<Answer> answers = new ArrayList<>();
        for (Future<Answer> answer : running) {
            answers.add(answer.get());
        }
        return answers;
    }
}
