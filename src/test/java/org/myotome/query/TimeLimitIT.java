package org.myotome.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.Bedside;
import org.myotome.Bedside.Limb;
import org.myotome.RunningServer;
import org.myotome.StorageDependent;

/** What is answered when the time is over: at once, for a client that does not wait. */
@StorageDependent
class TimeLimitIT {

    private static final RunningServer SERVER = RunningServer.shared();
    private static final String NO_TIME = "return=representation, wait=0";

    private static Bedside examined() {
        Bedside bedside = Bedside.on(SERVER);
        bedside.store(List.of(
                bedside.grade("knee-extension", Limb.LEFT_LEG, "3"),
                bedside.grade("knee-extension", Limb.RIGHT_LEG, "5")));
        return bedside;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Observation/$lastn?patient=[id]",
                "/Observation/$stats?patient=[id]&code=knee-extension&statistic=count",
                "/Observation/$agreement?patient=[id]",
                "/Patient/[id]/$mrc-sum-score",
                "/Patient/[id]/$isncsci-motor-score",
                "/Patient/[id]/$strength-trend",
                "/Patient/[id]/$strength-trend?_format=csv",
                "/Patient/[id]/$weakness-pattern",
            })
    void answerThatTakesTooLongIsGivenUpAndSaysWhatToAskFor(String question) {
        String path = question.replace("[id]", examined().patient().substring("Patient/".length()));
        assertThat(SERVER.get(path).status()).isEqualTo(200);
        assertThat(SERVER.get(path, "Prefer", "wait=29").status()).isEqualTo(200);

        Answer givenUp = SERVER.get(path, "Prefer", NO_TIME);
        assertThat(givenUp.status()).as(givenUp.body()).isEqualTo(503);
        assertThat(givenUp.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo("too-costly");
            assertThat(issue.diagnostics())
                    .contains("more than the 0 seconds that Prefer: wait allows", "up to 30 seconds", "fewer patients");
        });
        assertThat(givenUp.header("Retry-After")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mrc-sum-score?all=true", "strength-trend?change=loss"})
    void pageOfManyPatientsEndsEarlyAndSaysWhereItGoesOn(String question) {
        List<String> patients = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Bedside bedside = examined();
            SERVER.store(bedside.grade("knee-extension", Limb.RIGHT_LEG, "4")
                    .put("effectiveDateTime", "2026-11-25")
                    .toString());
            patients.add(bedside.patient());
        }
        List<String> found = new ArrayList<>();
        int pages = 0;
        String path = "/Patient/$" + question + "&patient=" + String.join(",", patients);
        while (!path.isEmpty()) {
            Answer page = SERVER.get(path, "Prefer", NO_TIME);
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            for (JsonNode entry : page.json().path("entry")) {
                found.add(entry.at("/resource/parameter/0/valueReference/reference")
                        .asText());
            }
            path = page.next();
            pages++;
        }
        assertThat(found).isEqualTo(patients);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void tableOfManyPatientsEndsEarlyAndSaysWhereItGoesOn() {
        String path = "/Patient/$strength-trend?_format=csv&patient="
                + examined().patient() + "," + examined().patient();
        String table = SERVER.get(path, "Prefer", NO_TIME).body();
        assertThat(table.lines()).hasSize(4).last().asString().startsWith("\"#next\",\"http");
        String next = table.lines().toList().get(3).split("\"")[3];
        assertThat(SERVER.get(next).body().lines()).hasSize(3);
    }
}
