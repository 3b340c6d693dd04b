package org.myotome.torture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.Condition;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.BundleOf;
import org.myotome.RunningServer;

/** The same is written at both nodes at the same instant, again and again. */
final class WritesAtBothNodes {

    private static final String SYSTEM = "https://example.org/two-nodes";
    private static final String PERSON = "3f0b5a52-1f3e-4f0e-9a53-c0a4c2f4b702";
    private static final int ROUNDS = 15;

    private final Nodes nodes;
    private final RunningServer one;
    private final RunningServer two;

    WritesAtBothNodes(Nodes nodes) {
        this.nodes = nodes;
        one = nodes.clients().get(0);
        two = nodes.clients().get(1);
    }

    void conditionalCreatesAtBothNodesMakeOne() {
        rounds(
                "create",
                (node, value) ->
                        node.post("/Patient", person(value), "If-None-Exist", "identifier=" + SYSTEM + "|" + value));
    }

    void conditionalUpdatesAtBothNodesMakeOne() {
        rounds("update", (node, value) -> node.put("/Patient?identifier=" + SYSTEM + "%7C" + value, person(value)));
    }

    void transactionsAtBothNodesMakeOneOfTheirPatient() {
        Bedside bedside = Bedside.on(one);
        for (int round = 0; round < ROUNDS; round++) {
            String value = "transaction-" + round;
            List<Answer> answers = nodes.atBoth(node -> {
                BundleOf transaction = BundleOf.transaction().post(Answer.read(person(value)), "urn:uuid:" + PERSON);
                transaction.lastRequest().put("ifNoneExist", "identifier=" + SYSTEM + "|" + value);
                ObjectNode grade = bedside.grade("elbow-flexion", Limb.LEFT_ARM, "4");
                grade.putObject("subject").put("reference", "urn:uuid:" + PERSON);
                return node.post("", transaction.post(grade).toString());
            });
            assertThat(answers)
                    .allSatisfy(answer ->
                            assertThat(answer.status()).as(answer.body()).isEqualTo(200));
            assertThat(answers.stream()
                            .map(answer ->
                                    answer.json().at("/entry/0/response/status").asText()))
                    .as("one creates it")
                    .haveExactly(1, startsWith("201"));
            assertThat(two.count("/Observation?patient.identifier=" + value))
                    .as("grades of the one patient")
                    .isEqualTo(answers.size());
        }
        assertThat(patients("transaction")).isEqualTo(ROUNDS);
    }

    void aMessageThatIsSentToBothNodesIsTakenOnce() {
        List<MessageClient> senders = new ArrayList<>();
        for (Victim node : nodes.both()) {
            senders.add(new MessageClient("SYNBOTH", node.mllpPort(), new Acknowledgements()));
        }
        for (int round = 1; round <= ROUNDS; round++) {
            int number = round;
            assertThat(Nodes.atOnce(senders.stream()
                            .map(sender -> (Callable<Client.Fate>) () -> sender.write("SYNBOTH-" + number, number))
                            .toList()))
                    .as("both senders are told that it is stored")
                    .containsOnly(Client.Fate.ACKNOWLEDGED);
        }
        Wire wire = nodes.two().wire();
        assertThat(senders.get(0).reports(wire)).hasSize(ROUNDS).doesNotHaveDuplicates();
        assertThat(senders.get(0).grades(wire)).isEqualTo(ROUNDS);
        assertThat(two.count("/Patient?identifier=SYNBOTH")).isEqualTo(1);
        assertThat(senders)
                .allSatisfy(sender -> assertThat(sender.wrongAnswers()).isEmpty());
    }

    void updatesAtBothNodesLoseNothing() {
        String patient = one.store(person("many"));
        AtomicInteger number = new AtomicInteger();
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(nodes.atBoth(node -> node.put("/" + patient, born(patient, number.incrementAndGet()))))
                    .allSatisfy(answer ->
                            assertThat(answer.status()).as(answer.body()).isEqualTo(200));
        }
        List<Integer> versions = new ArrayList<>();
        Set<String> born = new HashSet<>();
        two.get("/" + patient + "/_history?_count=500").json().path("entry").forEach(entry -> {
            versions.add(entry.at("/resource/meta/versionId").asInt());
            born.add(entry.at("/resource/birthDate").asText());
        });
        // They come by time, which is that of the request and not of the attempt that got through.
        assertThat(versions.stream().sorted(Comparator.reverseOrder()).toList())
                .as("without gaps or repeats")
                .isEqualTo(IntStream.rangeClosed(0, number.get())
                        .mapToObj(back -> number.get() + 1 - back)
                        .toList());
        assertThat(born).as("what was written, and nothing before it").hasSize(number.get() + 1);
        assertThat(one.get("/" + patient).body())
                .isEqualTo(two.get("/" + patient).body());
    }

    void countsThatBothNodesFoldAreExact() {
        Bedside bedside = Bedside.on(one);
        String cohort = "/Observation?code=knee-extension&grade-order=1";
        String grade = bedside.grade("knee-extension", Limb.RIGHT_LEG, "1").toString();
        int stored = 0;
        for (int round = 0; round < 40; round++) {
            stored += nodes.atBoth(node -> node.post("/Observation", grade)).size();
        }
        int all = stored;
        assertThat(nodes.clients())
                .allSatisfy(node -> assertThat(node.count(cohort)).isEqualTo(all));
    }

    private interface Write {

        Answer at(RunningServer node, String value);
    }

    /** Each round the same is written at both nodes at once, and one of all creates it. */
    private void rounds(String name, Write write) {
        for (int round = 0; round < ROUNDS; round++) {
            String value = name + "-" + round;
            List<Answer> answers = nodes.atBoth(node -> write.at(node, value));
            assertThat(answers)
                    .allSatisfy(answer ->
                            assertThat(answer.status()).as(answer.body()).isIn(200, 201))
                    .haveExactly(1, new Condition<>(answer -> answer.status() == 201, "created"));
            assertThat(answers.stream().map(Answer::id).distinct()).as(value).hasSize(1);
        }
        assertThat(patients(name)).isEqualTo(ROUNDS);
    }

    private long patients(String name) {
        return IntStream.range(0, ROUNDS)
                .map(round -> two.count("/Patient?identifier=" + SYSTEM + "%7C" + name + "-" + round))
                .sum();
    }

    private static Condition<String> startsWith(String beginning) {
        return new Condition<>(text -> text.startsWith(beginning), "starts with " + beginning);
    }

    private static String person(String value) {
        ObjectNode person = (ObjectNode) Answer.read(Bedside.person("Patient"));
        person.putArray("identifier").addObject().put("system", SYSTEM).put("value", value);
        return person.toString();
    }

    private static String born(String reference, int number) {
        ObjectNode person = (ObjectNode) Answer.read(Bedside.person("Patient"));
        return person.put("id", reference.substring("Patient/".length()))
                .put("birthDate", LocalDate.of(1950, 1, 1).plusDays(number).toString())
                .toString();
    }
}
