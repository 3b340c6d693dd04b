package org.myotome.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The same work of two servers in turn: at another time it takes up to twice as long. */
record Turns(Measurement first, Measurement second) {

    /** @param warm how long each works before it is measured */
    static Turns take(Task task, Load first, Load second, Duration warm, Settings settings) throws IOException {
        first.run(task.work(), task.clients(), warm);
        second.run(task.work(), task.clients(), warm);
        List<Measurement> ofFirst = new ArrayList<>();
        List<Measurement> ofSecond = new ArrayList<>();
        for (int round = 0; round < settings.rounds(); round++) {
            ofFirst.add(first.run(task.work(), task.clients(), settings.measure()));
            ofSecond.add(second.run(task.work(), task.clients(), settings.measure()));
        }
        return new Turns(Measurement.of(ofFirst), Measurement.of(ofSecond));
    }
}
