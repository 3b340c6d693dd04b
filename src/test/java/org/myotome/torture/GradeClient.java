package org.myotome.torture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;

/** Posts one grade after the other. */
final class GradeClient extends Client {

    private final Wire wire;
    private final Bedside bedside;

    GradeClient(String name, Wire wire, Bedside bedside, Acknowledgements times) {
        super(name, times);
        this.wire = wire;
        this.bedside = bedside;
    }

    @Override
    Fate write(String mark, int number) throws IOException {
        ObjectNode grade = bedside.grade("elbow-flexion", Limb.LEFT_ARM, Integer.toString(number % 6));
        Marks.put(grade, mark);
        return fate(wire.send("POST", "/Observation", grade.toString()));
    }

    @Override
    void check(Wire after, Tally tally) {
        Marks.in(after.all("/Observation?subject=" + bedside.patient() + "&_count=500"))
                .count(this, 1, tally);
    }
}
