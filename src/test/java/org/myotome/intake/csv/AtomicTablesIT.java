package org.myotome.intake.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.myotome.Answer;
import org.myotome.RunningServer;

/** Several tables at the same moment, each stored as a whole or not at all, whose grades belong to the same exams. */
class AtomicTablesIT {

    private static final String GRADES = "/Observation?code:in=https://w3id.org/myotome/ValueSet/tested-movement"
            + "&subject:Patient.identifier=https://w3id.org/myotome/sender/EXAMPLE-TABLE/any/patient%7C";

    private static final List<String> MOVEMENTS =
            List.of("elbow-flexion", "wrist-extension", "knee-extension", "hip-flexion", "ankle-dorsiflexion");

    private static final int PATIENTS = 40;

    private final RunningServer server = RunningServer.shared();

    @Test
    void eachIsStoredAsAWholeThoughOthersStoreTheSameExams() throws Exception {
        List<String> tables = new ArrayList<>();
        for (String movement : MOVEMENTS) {
            tables.add(table("ATOMIC-A", movement));
        }
        assertThat(send(tables)).containsOnly(200);
        for (int patient = 0; patient < PATIENTS; patient++) {
            assertThat(server.count(GRADES + "ATOMIC-A" + patient)).isEqualTo(MOVEMENTS.size());
        }
        assertThat(exams("ATOMIC-A")).as("one of each patient").isEqualTo(PATIENTS);
    }

    @Test
    void theSameTableManyTimesAtOnceIsStoredOnce() throws Exception {
        String table = table("ATOMIC-B", "elbow-flexion");
        assertThat(send(List.of(table, table, table, table))).containsOnly(200);
        for (int patient = 0; patient < PATIENTS; patient++) {
            assertThat(server.count(GRADES + "ATOMIC-B" + patient)).isEqualTo(1);
        }
    }

    private int exams(String patients) {
        int exams = 0;
        for (int patient = 0; patient < PATIENTS; patient++) {
            exams += server.count(
                    "/Observation?code=strength-exam&subject:Patient.identifier=https://w3id.org/myotome/sender/"
                            + "EXAMPLE-TABLE/any/patient%7C" + patients + patient);
        }
        return exams;
    }

    /** Their statuses. */
    private List<Integer> send(List<String> tables) throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(tables.size());
        try {
            List<Future<Answer>> answers = tables.stream()
                    .map(table -> senders.submit(() -> server.send(
                            "POST",
                            server.base().replace("/fhir", "/intake/csv") + "?sender=EXAMPLE-TABLE&atomic=true",
                            table,
                            "Content-Type",
                            "text/csv")))
                    .toList();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Answer> answer : answers) {
                statuses.add(answer.get().status());
            }
            return statuses;
        } finally {
            senders.shutdown();
        }
    }

    private static String table(String patients, String movement) {
        StringBuilder table = new StringBuilder("patient,datetime,side,movement,scale,value,tester,position\n");
        for (int patient = 0; patient < PATIENTS; patient++) {
            table.append(patients)
                    .append(patient)
                    .append(",2026-03-01T09:30:00+01:00,left,")
                    .append(movement)
                    .append(",mrc-0-5,4,ATOMIC-TESTER,\n");
        }
        return table.toString();
    }
}
