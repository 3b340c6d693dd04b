package org.myotome.torture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Sends a write that was not acknowledged again, to each node in turn, until one has acknowledged it. */
final class FailoverClient extends Client {

    /** With pauses of {@value #PAUSE_MILLISECONDS} milliseconds: longer than any node takes to start. */
    private static final int MOST = 3000;

    private static final int PAUSE_MILLISECONDS = 100;

    private final List<? extends Client> atNodes;
    private final Check check;
    private int again;

    /** Compares what is there with what the client was told. */
    interface Check {

        void check(Client told, Wire after, Tally tally);
    }

    /** @param atNodes the same client at each node */
    FailoverClient(List<? extends Client> atNodes, Check check, Acknowledgements times) {
        super(atNodes.get(0).name(), times);
        this.atNodes = atNodes;
        this.check = check;
    }

    @Override
    Fate write(String mark, int number) throws IOException {
        Fate fate = Fate.NOT_SENT;
        for (int attempt = 0; attempt < MOST; attempt++) {
            try {
                fate = atNodes.get((number + attempt) % atNodes.size()).write(mark, number);
            } catch (IOException noAnswer) {
                fate = Fate.UNKNOWN;
            }
            if (fate == Fate.ACKNOWLEDGED) {
                return fate;
            }
            again++;
            pause(PAUSE_MILLISECONDS);
        }
        wrong(mark + " was taken by no node");
        return fate;
    }

    /** How often something was sent again. */
    int again() {
        return again;
    }

    @Override
    List<String> wrongAnswers() {
        List<String> all = new ArrayList<>(super.wrongAnswers());
        atNodes.forEach(client -> all.addAll(client.wrongAnswers()));
        return all;
    }

    @Override
    void check(Wire after, Tally tally) {
        check.check(this, after, tally);
    }
}
