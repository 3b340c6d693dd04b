package org.myotome.query.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.query.score.ScoreParts.all;
import static org.myotome.query.score.ScoreParts.one;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.RunningServer;

/** {@code $weakness-pattern} of an exam whose grades are corrected, deleted and withdrawn after the fact. */
class CorrectedExamIT {

    private static final RunningServer SERVER = RunningServer.shared();

    private final Bedside bedside = Bedside.on(SERVER);
    private String dorsiflexion = "";

    /** A peroneal nerve. */
    @BeforeEach
    void storeExam() {
        dorsiflexion = SERVER.store(
                bedside.grade("ankle-dorsiflexion", Limb.LEFT_LEG, "2").toString());
        bedside.store(List.of(
                bedside.grade("great-toe-extension", Limb.LEFT_LEG, "2"),
                bedside.grade("ankle-eversion", Limb.LEFT_LEG, "3"),
                bedside.grade("ankle-inversion", Limb.LEFT_LEG, "5"),
                bedside.grade("ankle-plantarflexion", Limb.LEFT_LEG, "5")));
    }

    /** As {@code ankle-dorsiflexion 2 weak}, and the compatible distributions. */
    private List<String> answer() {
        Answer answer = SERVER.get("/" + bedside.patient() + "/$weakness-pattern?verdict=compatible");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<String> found = new ArrayList<>();
        for (JsonNode finding : all(answer.json(), "finding")) {
            if (one(finding, "movement").at("/valueCoding/code").asText().equals("ankle-dorsiflexion")) {
                found.add(one(finding, "grade").at("/valueCoding/code").asText() + " "
                        + one(finding, "reading").path("valueCode").asText());
            }
        }
        for (JsonNode pattern : all(answer.json(), "pattern")) {
            found.add(one(pattern, "which").path("valueString").asText());
        }
        return found;
    }

    private void put(String status, String grade, int expected) {
        ObjectNode changed = bedside.grade("ankle-dorsiflexion", Limb.LEFT_LEG, grade)
                .put("id", dorsiflexion.substring("Observation/".length()))
                .put("status", status);
        Answer stored = SERVER.put("/" + dorsiflexion, changed.toString());
        assertThat(stored.status()).as(stored.body()).isEqualTo(expected);
    }

    @Test
    void correctedGradeCountsInsteadOfTheFirst() {
        assertThat(answer()).containsExactly("2 weak", "common peroneal nerve");
        put("corrected", "4-minus", 200);
        assertThat(answer()).containsExactly("4-minus weak", "common peroneal nerve");
        put("corrected", "5", 200);
        assertThat(answer()).first().isEqualTo("5 normal");
        put("amended", "2", 200);
        assertThat(answer()).containsExactly("2 weak", "common peroneal nerve");
    }

    @Test
    void deletedGradeDoesNotCountUntilItIsRestored() {
        assertThat(SERVER.delete("/" + dorsiflexion).status()).isEqualTo(200);
        assertThat(answer()).noneMatch(found -> found.endsWith("weak"));
        put("final", "5", 201);
        assertThat(answer()).first().isEqualTo("5 normal");
        put("final", "2", 200);
        assertThat(answer()).containsExactly("2 weak", "common peroneal nerve");
    }

    @Test
    void withdrawnGradeDoesNotCountEvenWherePreliminaryOnesDo() {
        put("entered-in-error", "2", 200);
        assertThat(answer()).noneMatch(found -> found.endsWith("weak"));
        Answer preliminary = SERVER.get("/" + bedside.patient() + "/$weakness-pattern?preliminary=true");
        assertThat(all(preliminary.json(), "finding")).hasSize(4);
        put("preliminary", "2", 200);
        assertThat(answer()).noneMatch(found -> found.endsWith("weak"));
        put("final", "2", 200);
        assertThat(answer()).containsExactly("2 weak", "common peroneal nerve");
    }

    /** Of one movement on two scales, each counts on its own. */
    @Test
    void gradeOfAnotherScaleNeitherReplacesNorContradicts() {
        bedside.store(List.of(
                bedside.manualTest("ankle-dorsiflexion", Limb.LEFT_LEG, 10),
                bedside.notTested("hip-abduction", Limb.LEFT_LEG)));
        assertThat(answer()).containsExactly("2 weak", "common peroneal nerve");
    }
}
