package org.myotome.intake.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.myotome.intake.Examination;
import org.myotome.intake.Statement;
import org.myotome.intake.csv.ReadRow.Identity;

/** Rows that are stored together. */
record Chunk(List<ReadRow> rows) {

    Chunk {
        rows = List.copyOf(rows);
    }

    /** Rows of one examination that follow each other are one; its statements are in the order of the rows. */
    List<Examination> examinations() {
        List<Examination> whole = new ArrayList<>();
        Optional<Identity> last = Optional.empty();
        for (ReadRow row : rows) {
            if (row.examination().isPresent()) {
                if (row.identity().equals(last)) {
                    whole.add(joined(
                            whole.remove(whole.size() - 1), row.examination().get()));
                } else {
                    whole.add(row.examination().get());
                }
                last = row.identity();
            }
        }
        return whole;
    }

    private static Examination joined(Examination one, Examination more) {
        List<Statement> statements = new ArrayList<>(one.statements());
        statements.addAll(more.statements());
        return new Examination(
                one.patient(), one.patientPlace(), one.encounter(), one.effective(), one.report(), statements);
    }

    Set<String> patients() {
        return rows.stream()
                .flatMap(row -> row.identity().stream())
                .map(Identity::patient)
                .collect(Collectors.toSet());
    }
}
