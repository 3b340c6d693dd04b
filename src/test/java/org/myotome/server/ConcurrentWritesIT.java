package org.myotome.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.BundleOf;
import org.myotome.RunningServer;
import org.myotome.StorageDependent;

/** Sixteen clients that write the same thing at the same instant. */
@StorageDependent
class ConcurrentWritesIT {

    private static final int CLIENTS = 16;
    private static final ExecutorService POOL = Executors.newFixedThreadPool(CLIENTS);

    private final RunningServer server = RunningServer.shared();
    private final String number = UUID.randomUUID().toString();
    private final String condition = "identifier=https://example.org/id%7C" + number;

    @AfterAll
    static void stop() {
        POOL.shutdown();
    }

    @RepeatedTest(5)
    void createOnePatientByConditionalCreates() throws Exception {
        List<Answer> answers = atOnce(() -> server.post("/Patient", patient().toString(), "If-None-Exist", condition));
        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.body()).isIn(200, 201));
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .extracting(answer -> answer.header("Location"))
                .containsOnly(answers.get(0).header("Location"));
        assertThat(server.count("/Patient?" + condition)).isEqualTo(1);
    }

    @RepeatedTest(5)
    void createOnePatientByTransactionsThatEachAddAGrade() throws Exception {
        Bedside bedside = Bedside.on(server);
        List<Answer> answers = atOnce(() -> server.post("", exam(bedside)));
        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.body()).isEqualTo(200));
        assertThat(server.count("/Patient?" + condition)).isEqualTo(1);
        assertThat(server.count("/Observation?patient.identifier=https://example.org/id%7C" + number))
                .isEqualTo(CLIENTS);
    }

    @RepeatedTest(2)
    void updateOneResourceOneAfterTheOther() throws Exception {
        String stored = server.store(patient().toString());
        ObjectNode update = patient().put("id", stored.substring("Patient/".length()));
        List<Answer> answers = atOnce(() -> server.put(
                "/" + stored,
                update.deepCopy().put("birthDate", "1950-01-" + day()).toString()));
        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.body()).isEqualTo(200));
        JsonNode history = server.get("/" + stored + "/_history?_count=100").json();
        long written = answers.stream()
                .map(answer -> answer.json().at("/meta/versionId").asText())
                .distinct()
                .count();
        assertThat(history.path("total").asLong()).isEqualTo(written + 1);
        assertVersionsWithoutGaps(stored, (int) written + 1);
    }

    /** Each client reads, adds its own and writes again until it is taken: no one's change is undone by another's. */
    @RepeatedTest(2)
    void addToOneResourceByIfMatch() throws Exception {
        String stored = server.store(patient().toString());
        AtomicInteger next = new AtomicInteger();
        List<Answer> answers = atOnce(() -> addWhatIsMissing(stored, "client-" + next.incrementAndGet()));
        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.body()).isEqualTo(200));
        JsonNode last = server.get("/" + stored).json();
        assertThat(last.path("telecom")).as("one of each client").hasSize(CLIENTS);
        assertVersionsWithoutGaps(stored, CLIENTS + 1);
    }

    private Answer addWhatIsMissing(String stored, String mine) {
        while (true) {
            Answer read = server.get("/" + stored);
            ObjectNode changed = (ObjectNode) read.json();
            changed.withArray("telecom").addObject().put("system", "phone").put("value", mine);
            Answer answer = server.put("/" + stored, changed.toString(), "If-Match", read.header("ETag"));
            if (answer.status() != 412) {
                return answer;
            }
        }
    }

    /** From the newest, whatever the order in which the requests came. */
    private void assertVersionsWithoutGaps(String stored, int versions) {
        List<String> numbers = new ArrayList<>();
        server.get("/" + stored + "/_history?_count=100")
                .json()
                .path("entry")
                .forEach(entry ->
                        numbers.add(entry.at("/resource/meta/versionId").asText()));
        assertThat(numbers)
                .containsExactlyElementsOf(IntStream.range(0, versions)
                        .mapToObj(i -> Integer.toString(versions - i))
                        .toList());
    }

    /** The last entry asks for one of two patients; what stands before it must not stay. */
    @RepeatedTest(2)
    void leaveNothingOfATransactionThatFailsAtItsEnd() throws Exception {
        server.store(patient().toString());
        server.store(patient().toString());
        Bedside bedside = Bedside.on(server);
        BundleOf transaction = BundleOf.transaction()
                .post(bedside.grade("elbow-flexion", Limb.LEFT_ARM, "4"))
                .put(patient(), "Patient?" + condition);
        List<Answer> answers = atOnce(() -> server.post("", transaction.toString()));
        assertThat(answers).extracting(Answer::status).containsOnly(412);
        assertThat(server.count("/Observation?patient=" + bedside.patient())).isZero();
    }

    private synchronized String day() {
        return "%02d".formatted(1 + (int) (Math.random() * 28));
    }

    private String exam(Bedside bedside) {
        String patient = "urn:uuid:" + UUID.randomUUID();
        ObjectNode grade = bedside.grade("elbow-flexion", Limb.LEFT_ARM, "4");
        grade.putObject("subject").put("reference", patient);
        BundleOf transaction = BundleOf.transaction().post(patient(), patient);
        transaction.lastRequest().put("ifNoneExist", condition);
        return transaction.post(grade).toString();
    }

    private ObjectNode patient() {
        ObjectNode patient = (ObjectNode) Answer.read(Bedside.person("Patient"));
        ((ObjectNode) patient.at("/identifier/0")).put("value", number);
        return patient;
    }

    private static List<Answer> atOnce(Callable<Answer> request) throws Exception {
        CyclicBarrier start = new CyclicBarrier(CLIENTS);
        List<Future<Answer>> running = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            running.add(POOL.submit(() -> {
                start.await();
                return request.call();
            }));
        }
        List<Answer> answers = new ArrayList<>();
        for (Future<Answer> answer : running) {
            answers.add(answer.get());
        }
        return answers;
    }
}
