package org.myotome.torture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.BundleOf;

/** Posts transactions of an exam and its grades. */
final class ExamClient extends Client {

    private static final List<String> MOVEMENTS = List.of("shoulder-abduction", "elbow-flexion", "wrist-extension");

    private final Wire wire;
    private final Bedside bedside;

    ExamClient(String name, Wire wire, Bedside bedside, Acknowledgements times) {
        super(name, times);
        this.wire = wire;
        this.bedside = bedside;
    }

    @Override
    Fate write(String mark, int number) throws IOException {
        BundleOf transaction = BundleOf.transaction();
        List<String> members = new ArrayList<>();
        for (String movement : MOVEMENTS) {
            ObjectNode grade = bedside.grade(movement, Limb.RIGHT_ARM, Integer.toString(number % 6));
            members.add("urn:uuid:00000000-0000-4000-8000-00000000000" + members.size());
            Marks.put(grade, mark + "." + members.size());
            transaction.post(grade, members.get(members.size() - 1));
        }
        ObjectNode exam = bedside.exam(members);
        Marks.put(exam, mark + ".0");
        transaction.post(exam);
        return fate(wire.send("POST", "", transaction.toString()));
    }

    @Override
    void check(Wire after, Tally tally) {
        Marks.in(after.all("/Observation?subject=" + bedside.patient() + "&_count=500"))
                .count(this, MOVEMENTS.size() + 1, tally);
    }
}
