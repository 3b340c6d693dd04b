package org.myotome.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.myotome.intake.IntakeClient.code;
import static org.myotome.intake.IntakeClient.message;
import static org.myotome.intake.IntakeClient.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myotome.Answer;
import org.myotome.RunningServer;

/** What is said to have been tested in the future is taken in, and said so, whichever way it comes. */
class FutureTimeIT {

    private static final String RULE = "effective-future";
    private static final String INTAKE_RULE = "time-ahead";

    private final RunningServer server = RunningServer.shared();
    private final IntakeClient intake = new IntakeClient();
    private final String patient = "HT-" + UUID.randomUUID();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"effectiveDateTime\": \"%s\"",
                "\"effectiveInstant\": \"%s\"",
                "\"effectivePeriod\": {\"start\": \"%s\"}"
            })
    void aGradeOfTheFutureIsKeptWithAWarning(String form) throws IOException {
        Answer answer = validated(
                form.formatted(Instant.now().plus(Duration.ofHours(25)).truncatedTo(ChronoUnit.SECONDS)));
        assertThat(answer.issues())
                .filteredOn(issue -> issue.rule().equals(RULE))
                .singleElement()
                .satisfies(issue -> {
                    assertThat(issue.refuses()).isFalse();
                    assertThat(issue.path()).isEqualTo("Observation.effective");
                    assertThat(issue.teaches()).as(issue.diagnostics()).isTrue();
                });
    }

    /** Where it is tomorrow already, and by a clock that is fast. */
    @Test
    void tomorrowIsNoFuture() throws IOException {
        String tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1).toString();
        assertThat(validated("\"effectiveDateTime\": \"" + tomorrow + "\"").body())
                .doesNotContain(RULE);
        String soon = Instant.now().plus(Duration.ofHours(23)).toString();
        assertThat(validated("\"effectiveDateTime\": \"" + soon + "\"").body()).doesNotContain(RULE);
        String yearOfToday = tomorrow.substring(0, 4);
        assertThat(validated("\"effectiveDateTime\": \"" + yearOfToday + "\"").body())
                .doesNotContain(RULE);
    }

    /** A treatment that goes on. */
    @Test
    void aPeriodMayEndInTheFuture() throws IOException {
        Answer answer = validated("\"effectivePeriod\": {\"start\": \"2026-01-01\", \"end\": \"2036-01-01\"}");
        assertThat(answer.body()).doesNotContain(RULE);
    }

    @Test
    void aMessageIsAcceptedAndToldOfIt() {
        String ahead =
                message(patient, "F-1", result(1, "MS-EFL-L", "4/5", "F")).replace("|||20261012", "|||20361012");
        Answer answer = intake.hl7(ahead);
        assertThat(code(answer)).as(answer.body()).isEqualTo("AA");
        assertThat(answer.body()).contains("ERR||OBX^1^14^1|0^", "|I|" + INTAKE_RULE + "^");
        assertThat(server.count("/Observation?code=elbow-flexion&patient.identifier=" + patient))
                .isEqualTo(1);
        Answer now = intake.hl7(message(patient, "F-2", result(1, "MS-EFL-L", "4/5", "F")));
        assertThat(now.body()).doesNotContain(INTAKE_RULE);
    }

    @Test
    void aRowOfATableIsStoredAndToldOfIt() {
        String row = "2036-03-01T09:30:00+01:00,left,elbow-flexion,mrc-0-5,4,IT-TESTER,sitting\n";
        Answer answer = intake.csv(
                "sender=EXAMPLE-TABLE",
                "patient,datetime,side,movement,scale,value,tester,position\n" + patient + "," + row);
        assertThat(answer.body()).contains(INTAKE_RULE, "2036-03-01T09:30:00+01:00");
        assertThat(server.count("/Observation?code=elbow-flexion&patient.identifier=" + patient))
                .isEqualTo(1);
    }

    private Answer validated(String effective) throws IOException {
        String grade = Files.readString(Path.of("src/test/resources/errors/validation-rule", RULE, "right.json"))
                .replaceFirst("\"effectiveDateTime\": \"[^\"]+\"", effective);
        return server.post("/Observation/$validate", grade);
    }
}
