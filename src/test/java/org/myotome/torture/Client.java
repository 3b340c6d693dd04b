package org.myotome.torture;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.myotome.Answer;

/** Writes one thing after the other, each under a name of its own, and notes what it was told of each. */
abstract class Client implements Runnable {

    /** What became of a write, as its client knows it. */
    enum Fate {
        ACKNOWLEDGED,
        /** Told to come again. */
        REFUSED,
        /** The connection ended before the answer. */
        UNKNOWN,
        /** It never left. */
        NOT_SENT
    }

    private static final int PAUSE_MILLISECONDS = 50;

    /** Eight clients then keep about one processor busy, of the two that a small server has. */
    private static final int RESTS = 7;

    private final String name;
    private final Acknowledgements times;
    private final Set<String> acknowledged = new LinkedHashSet<>();
    private final Set<String> refused = new LinkedHashSet<>();
    private final Set<String> unknown = new LinkedHashSet<>();
    private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean stopped;
    private boolean resting;

    Client(String name, Acknowledgements times) {
        this.name = name;
        this.times = times;
    }

    /** @param mark what is written, for a search to find it */
    abstract Fate write(String mark, int number) throws IOException;

    /** Compares what is there now with what the client was told. */
    abstract void check(Wire wire, Tally tally);

    @Override
    public void run() {
        for (int number = 1; !stopped; number++) {
            String mark = name + "-" + number;
            long start = System.nanoTime();
            Fate fate = fate(mark, number);
            switch (fate) {
                case ACKNOWLEDGED -> {
                    acknowledged.add(mark);
                    times.add();
                }
                case REFUSED -> refused.add(mark);
                case UNKNOWN -> unknown.add(mark);
                case NOT_SENT -> {}
            }
            if (fate != Fate.ACKNOWLEDGED) {
                pause(PAUSE_MILLISECONDS);
            } else if (resting) {
                pause(RESTS * (System.nanoTime() - start) / 1_000_000);
            }
        }
    }

    private Fate fate(String mark, int number) {
        try {
            return write(mark, number);
        } catch (ConnectException | HttpConnectTimeoutException e) {
            return Fate.NOT_SENT;
        } catch (IOException e) {
            return Fate.UNKNOWN;
        }
    }

    final void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            stopped = true;
        }
    }

    /** A client may be told that it is done, or to come again, and nothing else. */
    final Fate fate(Answer answer) {
        if (answer.status() / 100 == 2) {
            return Fate.ACKNOWLEDGED;
        }
        if (answer.status() != 503 || answer.header("Retry-After").isEmpty()) {
            wrong.add(name + ": " + answer.status() + " " + answer.body());
        }
        return Fate.REFUSED;
    }

    final void wrong(String answer) {
        wrong.add(name + ": " + answer);
    }

    void stop() {
        stopped = true;
    }

    /** As long after each write as the write took. */
    final void rest() {
        resting = true;
    }

    final String name() {
        return name;
    }

    final Set<String> acknowledged() {
        return acknowledged;
    }

    /** Those that may be there and need not. */
    final boolean mayBe(String mark) {
        return unknown.contains(mark) || refused.contains(mark);
    }

    final Set<String> unknown() {
        return unknown;
    }

    final int refusals() {
        return refused.size();
    }

    List<String> wrongAnswers() {
        return wrong;
    }
}
