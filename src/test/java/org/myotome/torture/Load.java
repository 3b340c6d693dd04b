package org.myotome.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.RunningServer;

/** Eight clients that write at once: three post grades, two transactions, two messages, and one changes its patient. */
final class Load {

    private final Acknowledgements times = new Acknowledgements();
    private final List<Client> clients = new ArrayList<>();
    private String patient = "";
    private final List<Thread> threads = new ArrayList<>();

    private Load() {}

    /** @param name begins the names of the clients; nobody has used it */
    static Load on(Victim server, String name) {
        Load load = new Load();
        Wire wire = server.wire();
        for (int i = 0; i < 3; i++) {
            load.clients.add(new GradeClient(name + "g" + i, wire, bedside(wire), load.times));
        }
        for (int i = 0; i < 2; i++) {
            load.clients.add(new ExamClient(name + "e" + i, wire, bedside(wire), load.times));
            load.clients.add(new MessageClient(name + "m" + i, server.mllpPort(), load.times));
        }
        Bedside changed = bedside(wire);
        load.patient = changed.patient();
        load.clients.add(new UpdateClient(name + "u", wire, changed, load.times));
        return load;
    }

    static Bedside bedside(Wire wire) {
        return new Bedside(
                RunningServer.at(0),
                "Patient/" + wire.store("Patient", Bedside.person("Patient")),
                "Practitioner/" + wire.store("Practitioner", Bedside.person("Practitioner")));
    }

    /** Each client then rests after a write for seven times as long as the write took. */
    Load slow() {
        clients.forEach(Client::rest);
        return this;
    }

    Load begin() {
        times.begin();
        for (Client client : clients) {
            Thread thread = new Thread(client, client.name());
            threads.add(thread);
            thread.start();
        }
        return this;
    }

    /** Waits for the answers that are on their way. */
    void stop() {
        clients.forEach(Client::stop);
        try {
            for (Thread thread : threads) {
                thread.join(TimeUnit.MINUTES.toMillis(3));
                if (thread.isAlive()) {
                    throw new AssertionError(thread.getName() + " gets no answer and no end");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** One of those that are written about, such as {@code Patient/1}. */
    String patient() {
        return patient;
    }

    Acknowledgements times() {
        return times;
    }

    int refusals() {
        return clients.stream().mapToInt(Client::refusals).sum();
    }

    /** How many writes got no answer at all; of a server that lives, none may. */
    int unanswered() {
        return clients.stream().mapToInt(client -> client.unknown().size()).sum();
    }

    List<String> wrongAnswers() {
        return clients.stream()
                .flatMap(client -> client.wrongAnswers().stream())
                .toList();
    }

    /** Compares what is there with what the clients were told, and the projection with the resources. */
    void check(Victim server, Tally tally) {
        checkWrites(server, tally);
        check(server.wire().get("/$check-projection"));
    }

    /** What clients were told; the projection of much takes longer to check than a request may. */
    void checkWrites(Victim server, Tally tally) {
        clients.forEach(client -> client.check(server.wire(), tally));
    }

    private static void check(Answer projection) {
        String[] lines = projection.body().split("\n");
        if (!lines[lines.length - 1].startsWith("consistent: ")) {
            throw new AssertionError("The projection differs from the resources: " + projection.body());
        }
    }
}
