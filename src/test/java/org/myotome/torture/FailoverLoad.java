package org.myotome.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.myotome.Bedside;
import org.myotome.torture.RepeatableClient.Way;

/** Four clients that write at both nodes, in each of the ways that can be sent again: three over REST, one over MLLP. */
final class FailoverLoad {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Acknowledgements times = new Acknowledgements();
    private final List<FailoverClient> clients = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private FailoverLoad() {}

    static FailoverLoad on(Nodes nodes, String name) {
        FailoverLoad load = new FailoverLoad();
        for (Way way : Way.values()) {
            Bedside bedside = Load.bedside(nodes.one().wire());
            List<RepeatableClient> atNodes = nodes.both().stream()
                    .map(node ->
                            new RepeatableClient(name + "w" + way.ordinal(), way, node.wire(), bedside, load.times))
                    .toList();
            load.clients.add(new FailoverClient(atNodes, atNodes.get(0)::check, load.times));
        }
        List<MessageClient> senders = nodes.both().stream()
                .map(node -> new MessageClient(name + "m", node.mllpPort(), load.times))
                .toList();
        load.clients.add(new FailoverClient(senders, senders.get(0)::check, load.times));
        return load;
    }

    FailoverLoad begin() {
        times.begin();
        for (Client client : clients) {
            // A node that starts beside them needs the processors as well.
            client.rest();
            Thread thread = new Thread(client, client.name());
            threads.add(thread);
            thread.start();
        }
        return this;
    }

    /** Waits until so many more writes were acknowledged. */
    void goOn(int number) throws InterruptedException {
        int before = times.count();
        times.await(before + number, PATIENCE);
        assertThat(times.count()).as("acknowledged writes").isGreaterThanOrEqualTo(before + number);
    }

    void stop() throws InterruptedException {
        clients.forEach(Client::stop);
        for (Thread thread : threads) {
            thread.join(TimeUnit.MINUTES.toMillis(5));
            assertThat(thread.isAlive())
                    .as(thread.getName() + " gets no answer")
                    .isFalse();
        }
    }

    /** How often a client had to send something again. */
    int again() {
        return clients.stream().mapToInt(FailoverClient::again).sum();
    }

    /** Everything that was written was acknowledged in the end, and is there once. */
    Tally check(Wire after) {
        Tally tally = new Tally();
        for (FailoverClient client : clients) {
            assertThat(client.wrongAnswers())
                    .as("answers that sending again does not heal")
                    .isEmpty();
            client.check(after, tally);
        }
        tally.requireNothingWrong();
        assertThat(tally.unacknowledged()).as("there, and not acknowledged").isZero();
        String projection = after.get("/$check-projection").body();
        assertThat(projection.lines().toList()).as(projection).last().asString().startsWith("consistent: ");
        return tally;
    }
}
