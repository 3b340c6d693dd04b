package org.myotome.torture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.BundleOf;

/** Writes grades in ways that mean the same when they are sent again. */
final class RepeatableClient extends Client {

    /** How a write is made one that can be sent again. */
    enum Way {
        /** Under an id that the client chooses. */
        PUT(1),
        /** By a condition: create it unless there is one with its identifier. */
        IF_NONE_EXIST(1),
        /** A transaction of several under ids that the client chooses. */
        TRANSACTION(4);

        private final int parts;

        Way(int parts) {
            this.parts = parts;
        }

        /** How many resources a write has. */
        int parts() {
            return parts;
        }
    }

    private final Way way;
    private final Wire wire;
    private final Bedside bedside;

    RepeatableClient(String name, Way way, Wire wire, Bedside bedside, Acknowledgements times) {
        super(name, times);
        this.way = way;
        this.wire = wire;
        this.bedside = bedside;
    }

    @Override
    Fate write(String mark, int number) throws IOException {
        return switch (way) {
            case PUT -> {
                ObjectNode grade = grade(mark, number).put("id", mark);
                yield fate(wire.send("PUT", "/Observation/" + mark, grade.toString()));
            }
            case IF_NONE_EXIST ->
                fate(wire.send(
                        "POST",
                        "/Observation",
                        grade(mark, number).toString(),
                        "If-None-Exist",
                        "identifier=" + Marks.SYSTEM + "|" + mark));
            case TRANSACTION -> fate(wire.send("POST", "", transaction(mark, number)));
        };
    }

    private String transaction(String mark, int number) {
        BundleOf transaction = BundleOf.transaction();
        List<String> members = new ArrayList<>();
        for (int part = 1; part < way.parts; part++) {
            String id = mark + "-" + part;
            members.add("Observation/" + id);
            transaction.put(grade(mark + "." + part, number).put("id", id), "Observation/" + id);
        }
        ObjectNode exam = bedside.exam(members).put("id", mark + "-0");
        Marks.put(exam, mark + ".0");
        return transaction.put(exam, "Observation/" + mark + "-0").toString();
    }

    private ObjectNode grade(String mark, int number) {
        ObjectNode grade = bedside.grade("elbow-flexion", Limb.LEFT_ARM, Integer.toString(number % 6));
        Marks.put(grade, mark);
        return grade;
    }

    @Override
    void check(Wire after, Tally tally) {
        check(this, after, tally);
    }

    /** @param told who was told of the writes */
    void check(Client told, Wire after, Tally tally) {
        Marks.in(after.all("/Observation?subject=" + bedside.patient() + "&_count=500"))
                .count(told, way.parts, tally);
    }
}
